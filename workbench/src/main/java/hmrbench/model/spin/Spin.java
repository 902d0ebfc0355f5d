package hmrbench.model.spin;

import ai.djl.ndarray.NDArray;
import hmrbench.core.OutputKind;
import hmrbench.model.BodyOutput;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.Parameters;

/**
 * The per-frame baseline: the regressor on the static feature of each frame alone.
 *
 * <ul>
 *   <li>in: features [B, 1, F]
 *   <li>out: rows B
 *   <li>weights: those of {@link Regressor}, under {@code regressor.} or, as in SPIN's own file,
 *       without a prefix
 * </ul>
 *
 * <p>Source: Kolotouros et al., Learning to Reconstruct 3D Human Pose and Shape via Model-fitting
 * in the Loop, ICCV 2019; models/hmr.py of SPIN at 2476c43.
 */
public final class Spin implements TrainableNetwork {

  private final Regressor regressor;

  public Spin(Parameters parameters) {
    String prefix = parameters.has("regressor.fc1.weight") ? "regressor." : "";
    this.regressor = Regressor.of(parameters, prefix);
  }

  @Override
  public OutputKind output() {
    return OutputKind.PER_FRAME;
  }

  @Override
  public int windowFrames() {
    return 1;
  }

  @Override
  public int featureSize() {
    return regressor.featureSize();
  }

  @Override
  public BodyOutput forward(NDArray windows) {
    return regressor.decode(windows.reshape(-1, featureSize()));
  }

  @Override
  public NDArray supervisedFeatures(NDArray windows) {
    return windows;
  }

  @Override
  public Regressor regressor() {
    return regressor;
  }
}
