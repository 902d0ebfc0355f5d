package hmrbench.model.glot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.tensor.KeptNumbers;

/**
 * Scaled dot-product attention of several heads.
 *
 * <ul>
 *   <li>B = windows, Q = asking tokens, K = asked tokens, D = size of a token, heads divide D
 * </ul>
 */
final class Attention {

  private Attention() {}

  /** Queries [B, Q, D] on keys and values [B, K, D]: [B, Q, D]. */
  static NDArray attend(NDArray queries, NDArray keys, NDArray values, int heads) {
    long batch = queries.getShape().get(0);
    long size = queries.getShape().get(2);
    double scale = 1 / Math.sqrt((double) size / heads);
    NDArray q = KeptNumbers.times(byHead(queries, heads), scale); // [B, H, Q, D/H]
    NDArray weights = q.matMul(byHead(keys, heads).swapAxes(2, 3)).softmax(3); // [B, H, Q, K]
    return weights.matMul(byHead(values, heads)).swapAxes(1, 2).reshape(batch, -1, size);
  }

  private static NDArray byHead(NDArray tokens, int heads) {
    long batch = tokens.getShape().get(0);
    long size = tokens.getShape().get(2);
    return tokens.reshape(batch, -1, heads, size / heads).swapAxes(1, 2);
  }

  /** One of several blocks of the same size that lie side by side in the last axis: [B, N, D]. */
  static NDArray part(NDArray packed, int index, long size) {
    return packed.get(new NDIndex().addAllDim(2).addSliceDim(index * size, (index + 1) * size));
  }
}
