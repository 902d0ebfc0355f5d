package hmrbench.testing;

import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.train.InitialWeights;
import hmrbench.train.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checkpoints of small networks with random weights, for features of the simulated benchmark. */
public final class TinyModels {

  public static final int FEATURES = 128;
  private static final int HIDDEN = 4;

  private TinyModels() {}

  /** A TCMR checkpoint. */
  public static Path tcmr(Path file, long seed) {
    InitialWeights weights = regressor(seed);
    weights
        .gru("encoder.gru_cur", FEATURES, HIDDEN, 1, true)
        .linear("encoder.linear_cur", FEATURES, 2 * HIDDEN)
        .gru("encoder.gru_bef", FEATURES, HIDDEN, 1, false)
        .linear("encoder.linear_bef", FEATURES, HIDDEN)
        .gru("encoder.gru_aft", FEATURES, HIDDEN, 1, false)
        .linear("encoder.linear_aft", FEATURES, HIDDEN)
        .attention("encoder.attention", 3, FEATURES, HIDDEN);
    return write(file, weights.weights());
  }

  /** A per-frame checkpoint: the regressor alone. */
  public static Path spin(Path file, long seed) {
    return write(file, regressor(seed).weights());
  }

  /** A VIBE checkpoint. */
  public static Path vibe(Path file, long seed) {
    InitialWeights weights = regressor(seed);
    weights
        .gru("encoder.gru", FEATURES, HIDDEN, 1, false)
        .linear("encoder.linear", FEATURES, HIDDEN);
    return write(file, weights.weights());
  }

  /** A per-frame checkpoint whose answers are not finite. */
  public static Path broken(Path file) {
    float[] values = new float[144];
    values[7] = Float.MAX_VALUE;
    return write(
        file,
        new InitialWeights(1)
            .regressor(
                FEATURES,
                HIDDEN,
                FloatGrid.owning(values, 144),
                FloatGrid.zeros(10),
                FloatGrid.zeros(3))
            .weights());
  }

  private static InitialWeights regressor(long seed) {
    float[] pose = new float[144];
    for (int joint = 0; joint < 24; joint++) {
      pose[joint * 6] = 1;
      pose[joint * 6 + 3] = 1;
    }
    return new InitialWeights(seed)
        .regressor(
            FEATURES,
            HIDDEN,
            FloatGrid.owning(pose, 144),
            FloatGrid.zeros(10),
            FloatGrid.owning(new float[] {0.9f, 0, 0}, 3));
  }

  private static Path write(Path file, Weights weights) {
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    for (String name : weights.names()) {
      tensors.put(name, NdArray.of(weights.floats(name)));
    }
    SafeTensors.write(file, tensors, Map.of());
    return file;
  }
}
