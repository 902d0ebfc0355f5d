package hmrbench.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.model.picture.PictureNetwork;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.InitialWeights;
import hmrbench.train.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A network on pictures that was never trained. */
public final class TinyBackbone {

  public static final int FEATURES = 16;
  private static final int HIDDEN = 8;

  private TinyBackbone() {}

  /** Writes its checkpoint. */
  public static Path write(Path file, long seed) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    try (NDManager manager = TensorEngine.newManager()) {
      PictureNetwork.of(new Drawn(manager, seed, arrays));
    }
    SafeTensors.write(file, arrays, Map.of("architecture", "pictures"));
    return file;
  }

  private static Weights regressor(long seed) {
    float[] pose = new float[144];
    for (int joint = 0; joint < 24; joint++) {
      pose[joint * 6] = 1;
      pose[joint * 6 + 3] = joint == 0 ? -1 : 1;
    }
    return new InitialWeights(seed)
        .regressor(
            FEATURES,
            HIDDEN,
            FloatGrid.owning(pose, 144),
            FloatGrid.zeros(10),
            FloatGrid.copyOf(new float[] {0.9f, 0, 0}, 3))
        .weights();
  }

  /** Draws whatever tensor the network asks for, and keeps it. */
  private static final class Drawn implements Parameters {
    private final NDManager manager;
    private final SplittableRandom random;
    private final Weights regressor;
    private final Map<String, NdArray> arrays;

    Drawn(NDManager manager, long seed, Map<String, NdArray> arrays) {
      this.manager = manager;
      this.random = new SplittableRandom(seed);
      this.regressor = regressor(seed);
      this.arrays = arrays;
    }

    @Override
    public boolean has(String name) {
      return true;
    }

    @Override
    public NDArray get(String name, long... shape) {
      FloatGrid grid =
          regressor.names().contains(name) ? regressor.floats(name) : drawn(name, shape);
      arrays.put(name, NdArray.of(grid));
      long[] sizes = Arrays.stream(grid.shape()).asLongStream().toArray();
      return manager.create(grid.toArray(), new Shape(sizes));
    }

    private FloatGrid drawn(String name, long... shape) {
      int[] sizes =
          Arrays.stream(shape).mapToInt(n -> n == ANY ? FEATURES : Math.toIntExact(n)).toArray();
      float[] values = new float[Arrays.stream(sizes).reduce(1, Math::multiplyExact)];
      if (sizes.length > 1) {
        double bound = Math.sqrt(6.0 * sizes[0] / values.length);
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
      } else if (name.endsWith(".scale")) {
        Arrays.fill(values, 1);
      }
      return FloatGrid.owning(values, sizes);
    }
  }
}
