package hmrbench.train;

import hmrbench.core.FloatGrid;
import hmrbench.model.InitialLayers;
import hmrbench.model.tcmr.BranchAttention;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Weights to start a training from, drawn from a seed as PyTorch's layers draw theirs: uniform
 * within one over the root of the hidden size (GRU) or of the inputs (linear layers). The
 * regressor's last layers start almost at zero (Xavier, gain 0.01, no bias), so that training
 * begins at the mean body.
 *
 * <p>Sources: torch.nn.GRU and torch.nn.Linear, reset_parameters; lib/models/spin.py of TCMR at
 * c41fdd7.
 */
public final class InitialWeights implements InitialLayers {

  private static final double LAST_LAYER_GAIN = 0.01;

  private final Map<String, FloatGrid> grids = new LinkedHashMap<>();
  private final SplittableRandom random;

  /**
   * @param seed decides every value
   */
  public InitialWeights(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** All weights so far. */
  public Weights weights() {
    return new Weights(grids);
  }

  @Override
  public InitialWeights gru(
      String prefix, int features, int hidden, int layers, boolean bidirectional) {
    int in = features;
    double bound = 1 / Math.sqrt(hidden);
    for (int layer = 0; layer < layers; layer++) {
      for (String way : bidirectional ? new String[] {"", "_reverse"} : new String[] {""}) {
        String end = "_l" + layer + way;
        put(prefix + ".weight_ih" + end, bound, 3 * hidden, in);
        put(prefix + ".weight_hh" + end, bound, 3 * hidden, hidden);
        put(prefix + ".bias_ih" + end, bound, 3 * hidden);
        put(prefix + ".bias_hh" + end, bound, 3 * hidden);
      }
      in = bidirectional ? 2 * hidden : hidden;
    }
    return this;
  }

  @Override
  public InitialWeights linear(String prefix, int out, int in) {
    double bound = 1 / Math.sqrt(in);
    put(prefix + ".weight", bound, out, in);
    put(prefix + ".bias", bound, out);
    return this;
  }

  /** A linear layer with weights within a bound, and one value for every bias. */
  InitialWeights linear(String prefix, int out, int in, double bound, float bias) {
    put(prefix + ".weight", bound, out, in);
    float[] values = new float[out];
    Arrays.fill(values, bias);
    grids.put(prefix + ".bias", FloatGrid.owning(values, out));
    return this;
  }

  /** The attention over K branches, under {@code prefix}. */
  public InitialWeights attention(String prefix, int branches, int features, int size) {
    BranchAttention.addTo(this, prefix, branches, features, size);
    return this;
  }

  /**
   * The regressor, which starts from a mean body.
   *
   * @param pose [144], as six numbers per joint
   * @param shape [10]
   * @param camera [3]
   */
  public InitialWeights regressor(
      int features, int hidden, FloatGrid pose, FloatGrid shape, FloatGrid camera) {
    String prefix = "regressor.";
    int body = pose.length() + shape.length() + camera.length();
    linear(prefix + "fc1", hidden, features + body);
    linear(prefix + "fc2", hidden, hidden);
    last(prefix + "decpose", pose.length(), hidden);
    last(prefix + "decshape", shape.length(), hidden);
    last(prefix + "deccam", camera.length(), hidden);
    grids.put(prefix + "init_pose", pose.reshape(1, pose.length()));
    grids.put(prefix + "init_shape", shape.reshape(1, shape.length()));
    grids.put(prefix + "init_cam", camera.reshape(1, camera.length()));
    return this;
  }

  @Override
  public InitialWeights last(String prefix, int out, int in) {
    put(prefix + ".weight", LAST_LAYER_GAIN * Math.sqrt(6.0 / (in + out)), out, in);
    grids.put(prefix + ".bias", FloatGrid.zeros(out));
    return this;
  }

  @Override
  public InitialWeights convolution(String prefix, int out, int in, int kernel) {
    double bound = 1 / Math.sqrt((double) in * kernel);
    put(prefix + ".weight", bound, out, in, kernel);
    put(prefix + ".bias", bound, out);
    return this;
  }

  @Override
  public InitialWeights lastConvolution(String prefix, int out, int in, int kernel) {
    double sum = (double) kernel * (in + out);
    put(prefix + ".weight", LAST_LAYER_GAIN * Math.sqrt(6.0 / sum), out, in, kernel);
    grids.put(prefix + ".bias", FloatGrid.zeros(out));
    return this;
  }

  @Override
  public InitialWeights norm(String prefix, int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    grids.put(prefix + ".weight", FloatGrid.owning(ones, channels));
    grids.put(prefix + ".bias", FloatGrid.zeros(channels));
    return this;
  }

  private void put(String name, double bound, int... shape) {
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    grids.put(name, FloatGrid.owning(values, shape));
  }
}
