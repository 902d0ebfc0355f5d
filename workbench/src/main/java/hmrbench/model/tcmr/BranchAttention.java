package hmrbench.model.tcmr;

import ai.djl.ndarray.NDArray;
import hmrbench.model.InitialLayers;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;

/**
 * How much each branch counts for a window. A hyperbolic tangent before the softmax bounds the
 * logits: with three branches every weight lies in [1/(1+2e^2), e^2/(e^2+2)] = [0.063, 0.787].
 *
 * <ul>
 *   <li>B = windows, K = branches, F = features, A = attention size
 *   <li>in: [B, K, F]
 *   <li>out: weights [B, K] that sum to 1
 *   <li>weights: {@code fc} [A, F], {@code attention.0} [A, K A], {@code attention.2} [A, A],
 *       {@code attention.4} [K, A]
 * </ul>
 *
 * <p>Source: lib/models/tcmr.py, TemporalAttention, at c41fdd7; its {@code relu} is never called.
 */
public final class BranchAttention {

  private final Linear reduce;
  private final Linear first;
  private final Linear second;
  private final Linear scores;

  /** Adds the layers of an attention over K branches to a network that is to be trained. */
  public static void addTo(
      InitialLayers layers, String prefix, int branches, int features, int size) {
    layers
        .linear(prefix + ".fc", size, features)
        .linear(prefix + ".attention.0", size, branches * size)
        .linear(prefix + ".attention.2", size, size)
        .linear(prefix + ".attention.4", branches, size);
  }

  /** Takes {@code prefix.fc} and so on; the prefix has no dot at its end. */
  public BranchAttention(Parameters parameters, String prefix, int branches, long features) {
    this.reduce = Linear.of(parameters, prefix + ".fc", Parameters.ANY, features);
    long size = reduce.out();
    this.first = Linear.of(parameters, prefix + ".attention.0", size, branches * size);
    this.second = Linear.of(parameters, prefix + ".attention.2", size, size);
    this.scores = Linear.of(parameters, prefix + ".attention.4", branches, size);
  }

  /** Logits after the last tangent, each in [-1, 1]: [B, K, F] to [B, K]. */
  NDArray logits(NDArray branches) {
    long windows = branches.getShape().get(0);
    NDArray reduced = reduce.apply(branches).reshape(windows, -1); // [B, K A]
    return scores.apply(second.apply(first.apply(reduced).tanh()).tanh()).tanh();
  }

  /** [B, K, F] to [B, K]. */
  public NDArray weights(NDArray branches) {
    return logits(branches).softmax(1);
  }

  /** The layer before the branches are joined. */
  Linear reduce() {
    return reduce;
  }

  /** The layers behind it, in order. */
  Linear first() {
    return first;
  }

  Linear second() {
    return second;
  }

  Linear scores() {
    return scores;
  }
}
