package hmrbench.model.spin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import hmrbench.model.BodyOutput;
import java.util.List;
import java.util.Optional;

/**
 * The {@link Regressor} as the one affine map that it is in evaluation, body = A x + c: there is no
 * non-linearity between its layers, so its three corrections are a geometric series in one 157 x
 * 157 matrix. Composed in double; callers may compose it further.
 *
 * <ul>
 *   <li>with update P x + Q body + k per iteration, and M = I + Q
 *   <li>A = (I + M + M^2) P, c = M^3 start + (I + M + M^2) k
 * </ul>
 *
 * @param matrix A, float64 [157, F]
 * @param offset c, float64 [157]
 */
public record AffineRegressor(NDArray matrix, NDArray offset) {

  /** Pose, shape and camera side by side [R, 157], as an answer. */
  public static BodyOutput split(NDArray bodies) {
    return new BodyOutput(
        columns(bodies, 0, Regressor.POSE),
        columns(bodies, Regressor.POSE, Regressor.POSE + Regressor.SHAPE),
        columns(bodies, Regressor.POSE + Regressor.SHAPE, Regressor.BODY),
        Optional.empty());
  }

  private static NDArray columns(NDArray matrix, long from, long to) {
    return matrix.get(new NDIndex().addAllDim().addSliceDim(from, to));
  }

  /**
   * A and c from float64 tensors: fc1, fc2, the three update matrices, the three update biases, and
   * the three parts of the start, each weight before its bias.
   */
  static NDList compose(List<NDArray> w) {
    NDArray heads = NDArrays.concat(new NDList(w.get(4), w.get(5), w.get(6))); // [157, H]
    NDArray headsBias = NDArrays.concat(new NDList(w.get(7), w.get(8), w.get(9)));
    NDArray start =
        NDArrays.concat(new NDList(w.get(10), w.get(11), w.get(12)), 1).reshape(Regressor.BODY, 1);
    NDArray outer = heads.matMul(w.get(2)); // [157, H]
    NDArray update = outer.matMul(w.get(0)); // [157, F + 157]
    long features = update.getShape().get(1) - Regressor.BODY;
    NDArray constant =
        outer
            .matMul(w.get(1).reshape(-1, 1))
            .add(heads.matMul(w.get(3).reshape(-1, 1)))
            .add(headsBias.reshape(-1, 1)); // [157, 1]
    NDArray identity = update.getManager().eye(Regressor.BODY, Regressor.BODY, 0, DataType.FLOAT64);
    NDArray m = identity.add(columns(update, features, features + Regressor.BODY));
    NDArray series = identity.add(m).add(m.matMul(m));
    NDArray offset = m.matMul(m).matMul(m).matMul(start).add(series.matMul(constant));
    return new NDList(series.matMul(columns(update, 0, features)), offset.reshape(-1));
  }
}
