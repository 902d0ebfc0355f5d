package hmrbench.model.vibe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import hmrbench.model.BodyOutput;
import hmrbench.model.FastNetwork;
import hmrbench.model.spin.AffineRegressor;
import hmrbench.tensor.Gru;
import java.util.List;
import java.util.Optional;

/**
 * {@link Vibe} arranged for evaluation: the linear layer and the regressor behind the rectifier are
 * one affine map, body = A s + a (+ C x with the residual), so features are never computed. Its
 * windows do not overlap; the GRU is the plain one.
 */
final class FastVibe implements FastNetwork {

  private final int windowFrames;
  private final Gru gru;
  private final NDArray body;
  private final NDArray offset;
  private final Optional<NDArray> residual;

  /**
   * @param windowFrames frames per window, T
   * @param body A, [157, D H]
   * @param offset a, [157]
   * @param residual C, [157, F]
   */
  FastVibe(int windowFrames, Gru gru, NDArray body, NDArray offset, Optional<NDArray> residual) {
    this.windowFrames = windowFrames;
    this.gru = gru;
    this.body = body;
    this.offset = offset;
    this.residual = residual;
  }

  @Override
  public NDList weights() {
    NDList weights = new NDList(body, offset);
    residual.ifPresent(weights::add);
    return weights;
  }

  /** The engine's own operation keeps inputs, gates and outputs of every frame of a window. */
  @Override
  public long bytesPerWindow() {
    long perFrame = gru.features() + 5L * gru.outputs();
    return perFrame * windowFrames * Float.BYTES;
  }

  @Override
  public NDList share(NDArray features) {
    NDList shared = new NDList(features);
    residual.ifPresent(matrix -> shared.add(features.matMul(matrix.transpose()))); // [n, 157]
    return shared;
  }

  @Override
  public NDList encode(NDManager owner, NDList shared, List<NDArray> steps) {
    NDList encoded = new NDList();
    encoded.add(Activation.relu(gru.forward(gathered(shared.get(0), steps)))); // [T, B, D H]
    residual.ifPresent(matrix -> encoded.add(gathered(shared.get(1), steps))); // [T, B, 157]
    return encoded;
  }

  @Override
  public BodyOutput regress(NDList encoded) {
    NDArray states = encoded.get(0);
    NDArray bodies = states.matMul(body.transpose()).add(offset); // [T, B, 157]
    if (residual.isPresent()) {
      bodies = bodies.add(encoded.get(1));
    }
    return AffineRegressor.split(bodies.swapAxes(0, 1).reshape(-1, body.getShape().get(0)));
  }

  /** Rows of frames in the order of the steps: [n, X] to [T, B, X]. */
  private static NDArray gathered(NDArray perFrame, List<NDArray> steps) {
    return perFrame
        .get(NDArrays.concat(new NDList(steps)))
        .reshape(steps.size(), steps.get(0).size(), perFrame.getShape().get(1));
  }
}
