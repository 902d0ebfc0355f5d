package hmrbench.model.vibe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.model.BodyOutput;
import hmrbench.model.FastNetwork;
import hmrbench.model.TrainableNetwork;
import hmrbench.model.spin.AffineRegressor;
import hmrbench.model.spin.Regressor;
import hmrbench.tensor.ComposedLinear;
import hmrbench.tensor.Gru;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.Scope;
import java.util.Optional;

/**
 * VIBE's encoder and regressor: a GRU over the window, a linear layer, and, with the residual, the
 * static feature of the frame added to its temporal one. Every frame of the window is answered.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features, H = hidden, D = directions of the GRU
 *   <li>in: features [B, T, F], any T
 *   <li>out: rows B T
 *   <li>weights: {@code encoder.gru.*}; {@code encoder.linear} [F, D H], which a GRU with H = F may
 *       lack; {@code regressor.*}
 * </ul>
 *
 * <p>Source: Kocabas et al., VIBE, CVPR 2020; lib/models/vibe.py at 851f779. The published weights
 * have one direction, the paper speaks of two; both are read off the tensors.
 */
public final class Vibe implements TrainableNetwork {

  private final Gru gru;
  private final Optional<Linear> linear;
  private final Regressor regressor;
  private final boolean residual;
  private final int windowFrames;

  /**
   * @param residual whether the static feature is added
   * @param windowFrames frames per window at evaluation, T
   */
  public Vibe(Parameters parameters, boolean residual, int windowFrames) {
    this.regressor = Regressor.of(parameters, "regressor.");
    this.gru = Gru.of(parameters, "encoder.gru", regressor.featureSize());
    this.linear =
        parameters.has("encoder.linear.weight")
            ? Optional.of(
                Linear.of(parameters, "encoder.linear", regressor.featureSize(), gru.outputs()))
            : Optional.empty();
    if (linear.isEmpty() && gru.outputs() != regressor.featureSize()) {
      throw Fault.asked(
          "vibe: encoder.linear is missing, and the GRU gives %d features where the regressor needs"
              + " %d",
          gru.outputs(), regressor.featureSize());
    }
    this.residual = residual;
    this.windowFrames = windowFrames;
  }

  /** Temporal features of every frame: [B, T, F] to [B, T, F]. */
  public NDArray encode(NDArray windows) {
    NDArray temporal = gru.forward(windows.swapAxes(0, 1)).swapAxes(0, 1); // [B, T, D H]
    NDArray features = linear.map(l -> l.apply(Activation.relu(temporal))).orElse(temporal);
    return residual ? features.add(windows) : features;
  }

  @Override
  public Optional<FastNetwork> fast(NDManager owner) {
    if (linear.isEmpty()) {
      return Optional.empty();
    }
    AffineRegressor affine = regressor.affine(owner);
    Linear layer = linear.get();
    NDList maps =
        Scope.tensors(
            owner,
            new NDList(affine.matrix(), affine.offset(), layer.weight(), layer.bias()),
            lent ->
                new NDList(
                    ComposedLinear.rounded(ComposedLinear.matrix(affine.matrix(), layer)),
                    ComposedLinear.rounded(
                        ComposedLinear.offset(affine.matrix(), layer).add(affine.offset())),
                    ComposedLinear.rounded(affine.matrix())));
    return Optional.of(
        new FastVibe(
            windowFrames,
            gru,
            maps.get(0),
            maps.get(1),
            residual ? Optional.of(maps.get(2)) : Optional.empty()));
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

  @Override
  public BodyOutput forward(NDArray windows) {
    return regressor.decode(encode(windows).reshape(-1, featureSize()));
  }

  @Override
  public NDArray supervisedFeatures(NDArray windows) {
    return encode(windows);
  }

  @Override
  public Regressor regressor() {
    return regressor;
  }
}
