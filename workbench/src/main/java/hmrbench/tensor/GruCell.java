package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import hmrbench.core.Fault;

/**
 * One step of a gated recurrent unit, for a network that reads its own last answer.
 *
 * <ul>
 *   <li>B = rows, F = features, H = hidden
 *   <li>in: [B, F] and the state [B, H]; out: the next state [B, H]
 *   <li>weights as of torch.nn.GRUCell: {@code weight_ih} [3H, F], {@code weight_hh} [3H, H],
 *       {@code bias_ih} [3H], {@code bias_hh} [3H]; gates as in {@link Gru}
 * </ul>
 */
public final class GruCell {

  private final NDList weights;
  private final long hidden;

  private GruCell(NDList weights, long hidden) {
    this.weights = weights;
    this.hidden = hidden;
  }

  /**
   * Takes {@code prefix.weight_ih} and so on.
   *
   * @param features length of the input, F
   */
  public static GruCell of(Parameters parameters, String prefix, long features) {
    NDArray input = parameters.get(prefix + ".weight_ih", Parameters.ANY, features);
    long gates = input.getShape().get(0);
    if (gates % 3 != 0) {
      throw Fault.asked("%s.weight_ih: expected 3H rows (gates r, z, n), got %d", prefix, gates);
    }
    long hidden = gates / 3;
    NDList weights =
        new NDList(
            input,
            parameters.get(prefix + ".weight_hh", gates, hidden),
            parameters.get(prefix + ".bias_ih", gates),
            parameters.get(prefix + ".bias_hh", gates));
    return new GruCell(weights, hidden);
  }

  /** Length of the state, H. */
  public long hidden() {
    return hidden;
  }

  /** The state after one more input. */
  public NDArray step(NDArray input, NDArray state) {
    boolean biases = true;
    boolean training = false;
    boolean bothWays = false;
    boolean batchFirst = false;
    NDArray sequence = input.expandDims(0);
    return sequence
        .getNDArrayInternal()
        .gru(sequence, state.expandDims(0), weights, biases, 1, 0, training, bothWays, batchFirst)
        .get(0)
        .squeeze(0);
  }
}
