package hmrbench.model.mpsnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.OutputKind;
import hmrbench.model.BodyOutput;
import hmrbench.model.Network;
import hmrbench.model.spin.Regressor;
import hmrbench.model.tcmr.BranchAttention;
import hmrbench.tensor.Parameters;
import java.util.OptionalInt;

/**
 * MPS-Net: attention between frames, steered by how alike the static features are, then features of
 * nine frames integrated in two steps. Uses no GRU.
 *
 * <ul>
 *   <li>B = windows, T = 16 frames per window, F = features, C = channels (F / 2)
 *   <li>in: features [B, T, F]
 *   <li>out: rows B, of frame T/2
 *   <li>weights: {@code nonlocalblock.conv_phi}, {@code conv_theta}, {@code conv_g} [C, F, 1],
 *       {@code conv_mask} [F, C, 1], {@code conv_mask_forR} [1, 2, 1, 1], none with a bias; {@code
 *       nonlocalblock.attention.*}; {@code regressor.*}
 * </ul>
 *
 * <p>An answer depends on the windows beside it in the batch: the official code joins its two
 * attention maps along the axis of the windows and then reads the result as two maps per window, so
 * that window b gets maps 2b and 2b + 1 of the row S_0 .. S_B-1, M_0 .. M_B-1. The published
 * weights were trained and scored so; the batch of the official evaluation is kept with it.
 *
 * <p>Source: Wei et al., Capturing Humans in Motion: Temporal-Attentive 3D Human Pose and Shape
 * Estimation from Monocular Video, CVPR 2022; lib/models/mpsnet.py and evaluate.py at 980db38.
 */
public final class MpsNet implements Network {

  /** Frames per window: the groups have fixed positions in it. */
  static final int FRAMES = 16;

  /** Windows per batch in the official evaluate.py; the last batch is the remainder. */
  private static final int BATCH = 8;

  /** First frames of the groups for past, present and future, three frames each. */
  private static final int[] GROUPS = {4, 7, 10};

  private static final int GROUP = 3;
  private static final String BLOCK = "nonlocalblock.";

  private final Regressor regressor;
  private final NDArray phi;
  private final NDArray theta;
  private final NDArray values;
  private final NDArray expand;
  private final NDArray mix;
  private final BranchAttention attention;

  public MpsNet(Parameters parameters) {
    this.regressor = Regressor.of(parameters, "regressor.");
    long features = regressor.featureSize();
    this.phi = convolution(parameters, "conv_phi", Parameters.ANY, features);
    long channels = phi.getShape().get(0);
    this.theta = convolution(parameters, "conv_theta", channels, features);
    this.values = convolution(parameters, "conv_g", channels, features);
    this.expand = convolution(parameters, "conv_mask", features, channels);
    this.mix = parameters.get(BLOCK + "conv_mask_forR.weight", 1, 2, 1, 1);
    this.attention = new BranchAttention(parameters, BLOCK + "attention", GROUPS.length, features);
  }

  private static NDArray convolution(Parameters parameters, String name, long out, long in) {
    return parameters.get(BLOCK + name + ".weight", out, in, 1);
  }

  /** Weights of past, present and future, and the feature that they make. */
  record Integrated(NDArray feature, NDArray weights) {}

  /** Features after the attention between frames, with the static ones added: [B, T, F]. */
  NDArray attend(NDArray windows) {
    long batch = windows.getShape().get(0);
    NDArray alike = windows.matMul(windows.swapAxes(1, 2)).softmax(2); // S [B, T, T]
    NDArray learned =
        channels(windows, theta).matMul(channels(windows, phi).swapAxes(1, 2)).softmax(2); // M
    NDArray maps = alike.concat(learned, 0).reshape(batch, 2, FRAMES, FRAMES); // not [2, B, ..]
    NDArray weighted = maps.mul(mix.reshape(1, 2, 1, 1)).sum(new int[] {1}); // [B, T, T]
    NDArray gathered = weighted.softmax(2).matMul(channels(windows, values)); // [B, T, C]
    return channels(gathered, expand).add(windows);
  }

  /** A convolution over one frame: [B, T, in] to [B, T, out]. */
  private static NDArray channels(NDArray input, NDArray convolution) {
    return input.matMul(convolution.squeeze(2).transpose());
  }

  /** Nine frames around the middle, three by three, then the three: [B, T, F] to [B, F]. */
  Integrated integrate(NDArray attended) {
    NDList groups = new NDList();
    for (int first : GROUPS) {
      NDArray group = attended.get(new NDIndex().addAllDim().addSliceDim(first, first + GROUP));
      groups.add(pool(group, attention.weights(group)));
    }
    NDArray stacked = NDArrays.stack(groups, 1); // [B, 3, F]
    NDArray weights = attention.weights(stacked);
    return new Integrated(pool(stacked, weights), weights);
  }

  private static NDArray pool(NDArray branches, NDArray weights) {
    return branches.mul(weights.expandDims(2)).sum(new int[] {1});
  }

  @Override
  public BodyOutput forward(NDArray windows) {
    Integrated integrated = integrate(attend(windows));
    return regressor.decode(integrated.feature()).withAttention(integrated.weights());
  }

  @Override
  public OutputKind output() {
    return OutputKind.MIDDLE_FRAME;
  }

  @Override
  public int windowFrames() {
    return FRAMES;
  }

  @Override
  public int featureSize() {
    return regressor.featureSize();
  }

  @Override
  public OptionalInt batchWindows() {
    return OptionalInt.of(BATCH);
  }
}
