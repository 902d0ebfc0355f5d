package hmrbench.model.glot;

import ai.djl.ndarray.NDArray;
import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.model.BodyOutput;
import hmrbench.model.Network;
import hmrbench.tensor.Parameters;

/**
 * GLoT: a transformer over the window gives a first body for its middle frame, a transformer over
 * the frames next to it and the kinematic tree correct that body.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features
 *   <li>in: features [B, T, F]
 *   <li>out: rows B, of frame T/2
 *   <li>weights: those of {@link GlobalStage}, {@link LocalStage} and {@link HierarchicalRegressor}
 * </ul>
 *
 * <p>Source: Shen et al., Global-to-Local Modeling for Video-based 3D Human Pose and Shape
 * Estimation, CVPR 2023; lib/models/GLoT.py at 109f478, its evaluation path: no token is masked.
 */
public final class Glot implements Network {

  /** Heads of both transformers in the published configs. */
  public static final int HEADS = 8;

  /** Frames to either side of the middle that the local stage sees in the published configs. */
  public static final int SHORT_STRIDE = 4;

  private final GlobalStage global;
  private final LocalStage local;
  private final HierarchicalRegressor regressor;

  /**
   * @param heads of the global transformer; no tensor tells their number
   * @param shortHeads of the local transformer over the frames next to the middle
   * @param shortStride frames to either side of the middle that the local stage sees
   * @throws Fault if a tensor is missing or misshapen
   */
  public Glot(Parameters parameters, int heads, int shortHeads, int shortStride) {
    this.global = new GlobalStage(parameters, heads);
    int middle = global.frames() / 2;
    if (shortStride > middle || middle + shortStride >= global.frames()) {
      throw Fault.asked(
          "glot: short-stride: %d frames to either side of frame %d do not fit a window of %d",
          shortStride, middle, global.frames());
    }
    this.local =
        new LocalStage(
            parameters, shortStride, shortHeads, global.featureSize(), global.memorySize());
    this.regressor = new HierarchicalRegressor(parameters, local.size());
  }

  /** The first stage alone. */
  GlobalStage.Output global(NDArray windows) {
    return global.forward(windows);
  }

  @Override
  public BodyOutput forward(NDArray windows) {
    GlobalStage.Output first = global.forward(windows);
    return regressor.correct(local.forward(windows, first.memory()), first.body());
  }

  @Override
  public OutputKind output() {
    return OutputKind.MIDDLE_FRAME;
  }

  @Override
  public int windowFrames() {
    return global.frames();
  }

  @Override
  public int featureSize() {
    return global.featureSize();
  }
}
