package hmrbench.model.meva;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.model.BodyOutput;
import hmrbench.model.Network;
import hmrbench.model.spin.Regressor;
import hmrbench.tensor.Gru;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;

/**
 * MEVA: the features of a window become one code, the decoder of a variational autoencoder makes a
 * coarse motion of it, and the regressor corrects that motion frame by frame.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features, H = hidden, Z = length of a code
 *   <li>in: features [B, T, F]
 *   <li>out: rows B T
 *   <li>weights: {@code feat_encoder.gru.*}, {@code feat_encoder.linear} [F, 2H]; {@code
 *       motion_encoder.gru.*}, {@code motion_encoder.linear} [Z, ...]; {@code vae_model.*}, of
 *       which the encoder is not needed; {@code regressor.*}
 * </ul>
 *
 * <p>A tanh follows the recurrent layers, and the static features are added after the linear one.
 * Inside this network a joint's six numbers are two columns one after the other; its output is
 * interleaved as in all other networks.
 *
 * <p>Source: Luo, Golestaneh and Kitani, 3D Human Motion Estimation via Motion Compression and
 * Refinement, ACCV 2020; meva/lib/meva_model.py of MEVA at 255d1d4.
 */
public final class Meva implements Network {

  /** Frames per window of the published network, and the most that its decoder makes. */
  public static final int WINDOW = 90;

  private static final int JOINTS = 24;

  private final Gru gru;
  private final Linear linear;
  private final Gru motionGru;
  private final Linear motionLinear;
  private final MotionDecoder decoder;
  private final Regressor regressor;
  private final int windowFrames;

  /**
   * @param windowFrames frames per window, T, at most {@value #WINDOW}
   * @throws Fault if the window is longer, or a tensor is missing or misshapen
   */
  public Meva(Parameters parameters, int windowFrames) {
    if (windowFrames > WINDOW) {
      throw Fault.asked(
          "meva: window: the motion decoder makes %d frames, got %d; set at most %d",
          WINDOW, windowFrames, WINDOW);
    }
    this.regressor = Regressor.of(parameters, "regressor.");
    long features = regressor.featureSize();
    this.gru = Gru.of(parameters, "feat_encoder.gru", features);
    this.linear = Linear.of(parameters, "feat_encoder.linear", features, gru.outputs());
    this.motionGru = Gru.of(parameters, "motion_encoder.gru", features);
    this.motionLinear =
        Linear.of(parameters, "motion_encoder.linear", Parameters.ANY, motionGru.outputs());
    this.decoder = new MotionDecoder(parameters, motionLinear.out());
    this.windowFrames = windowFrames;
  }

  /** Temporal features of every frame: [B, T, F] to [B, T, F]. */
  NDArray encode(NDArray windows) {
    return states(gru, linear, windows).add(windows);
  }

  /** The coarse motion: temporal features [B, T, F] to six numbers per joint [B, T, 144]. */
  NDArray coarse(NDArray features) {
    NDArray codes = states(motionGru, motionLinear, features).mean(new int[] {1}); // [B, Z]
    return decoder.decode(codes, Math.toIntExact(features.getShape().get(1)));
  }

  private static NDArray states(Gru gru, Linear linear, NDArray windows) {
    NDArray states = gru.forward(windows.swapAxes(0, 1)).swapAxes(0, 1);
    return linear.apply(Activation.tanh(states));
  }

  @Override
  public BodyOutput forward(NDArray windows) {
    NDArray features = encode(windows);
    NDArray poses = coarse(features).reshape(-1, MotionDecoder.POSE);
    BodyOutput body = regressor.decode(features.reshape(-1, featureSize()), poses);
    return new BodyOutput(
        interleaved(body.pose6d()), body.betas(), body.camera(), body.attention());
  }

  /** Two columns of three numbers per joint as three rows of two. */
  private static NDArray interleaved(NDArray poses) {
    long rows = poses.getShape().get(0);
    return poses
        .reshape(new Shape(rows, JOINTS, 2, 3))
        .transpose(0, 1, 3, 2)
        .reshape(rows, MotionDecoder.POSE);
  }

  @Override
  public OutputKind output() {
    return OutputKind.SEQUENCE;
  }

  @Override
  public int windowFrames() {
    return windowFrames;
  }

  @Override
  public int featureSize() {
    return regressor.featureSize();
  }
}
