package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * A gated recurrent unit with the gates of torch.nn.GRU: stacked r, z, n; the reset gate acts after
 * the hidden product and its bias; the first state is zero.
 *
 * <ul>
 *   <li>T = frames, B = sequences, F = features, H = hidden, D = directions (1 or 2)
 *   <li>in: [T, B, F], time first
 *   <li>out: [T, B, D H]; the backward half at t has seen frames T-1 to t
 *   <li>weights, per layer k, the backward ones with {@code _reverse}: {@code weight_ih_lk} [3H, F
 *       or D H], {@code weight_hh_lk} [3H, H], {@code bias_ih_lk} [3H], {@code bias_hh_lk} [3H]
 * </ul>
 *
 * <p>Calls PyTorch's operation and not DJL's block, which orders parameters wrongly for two
 * directions (RecurrentBlock and torchNNGru in DJL at af1d0b8).
 */
public final class Gru {

  private static final String BACKWARD = "_reverse";

  private final List<Layer> layers;
  private final boolean bidirectional;
  private final long hidden;
  private final long features;

  /** One direction of one layer. */
  record Cell(NDArray inputWeight, NDArray hiddenWeight, NDArray inputBias, NDArray bias) {

    void addTo(NDList list) {
      list.add(inputWeight);
      list.add(hiddenWeight);
      list.add(inputBias);
      list.add(bias);
    }
  }

  private record Layer(List<Cell> directions) {
    Layer {
      directions = List.copyOf(directions);
    }
  }

  private Gru(List<Layer> layers, long features, long hidden) {
    this.layers = List.copyOf(layers);
    this.bidirectional = layers.get(0).directions().size() == 2;
    this.features = features;
    this.hidden = hidden;
  }

  /**
   * Takes {@code prefix.weight_ih_l0} and so on; layers, directions and sizes follow from the
   * tensors.
   *
   * @param features length of the input, or {@link Parameters#ANY}
   */
  public static Gru of(Parameters parameters, String prefix, long features) {
    NDArray first = parameters.get(prefix + ".weight_ih_l0", Parameters.ANY, features);
    long gates = first.getShape().get(0);
    if (gates % 3 != 0) {
      throw Fault.asked("%s.weight_ih_l0: expected 3H rows (gates r, z, n), got %d", prefix, gates);
    }
    long hidden = gates / 3;
    boolean bidirectional = parameters.has(prefix + ".weight_ih_l0" + BACKWARD);
    List<Layer> layers = new ArrayList<>();
    long in = first.getShape().get(1);
    while (layers.isEmpty() || parameters.has(prefix + ".weight_ih_l" + layers.size())) {
      List<Cell> directions = new ArrayList<>();
      directions.add(cell(parameters, prefix, layers.size() + "", in, hidden));
      if (bidirectional) {
        directions.add(cell(parameters, prefix, layers.size() + BACKWARD, in, hidden));
      }
      layers.add(new Layer(directions));
      in = hidden * directions.size();
    }
    return new Gru(layers, first.getShape().get(1), hidden);
  }

  private static Cell cell(
      Parameters parameters, String prefix, String suffix, long in, long hidden) {
    return new Cell(
        parameters.get(prefix + ".weight_ih_l" + suffix, 3 * hidden, in),
        parameters.get(prefix + ".weight_hh_l" + suffix, 3 * hidden, hidden),
        parameters.get(prefix + ".bias_ih_l" + suffix, 3 * hidden),
        parameters.get(prefix + ".bias_hh_l" + suffix, 3 * hidden));
  }

  /** Outputs of the last layer at every frame: [T, B, F] to [T, B, D H]. */
  public NDArray forward(NDArray sequence) {
    return run(sequence, layers, bidirectional);
  }

  /** The forward half of the last layer's outputs after the last frame: [T, B, F] to [B, H]. */
  public NDArray last(NDArray sequence) {
    NDArray outputs = forward(sequence); // [T, B, H]
    return outputs.get(outputs.getShape().get(0) - 1);
  }

  /**
   * Outputs of the last layer at one frame: [T, B, F] to [B, D H]. The last layer runs over those
   * frames only that its outputs at this frame depend on.
   */
  public NDArray at(NDArray sequence, long frame) {
    int top = layers.size() - 1;
    NDArray below = top == 0 ? sequence : run(sequence, layers.subList(0, top), bidirectional);
    long frames = sequence.getShape().get(0);
    NDArray past = below.get(new NDIndex().addSliceDim(0, frame + 1));
    NDArray forward = lastOf(past, layers.get(top).directions().get(0)); // [B, H]
    if (!bidirectional) {
      return forward;
    }
    NDArray future = below.get(new NDIndex().addSliceDim(frame, frames)).flip(0);
    NDArray backward = lastOf(future, layers.get(top).directions().get(1)); // [B, H]
    return forward.concat(backward, 1);
  }

  private NDArray lastOf(NDArray sequence, Cell cell) {
    NDArray outputs = run(sequence, List.of(new Layer(List.of(cell))), false);
    return outputs.get(outputs.getShape().get(0) - 1);
  }

  private NDArray run(NDArray sequence, List<Layer> stack, boolean bothWays) {
    NDList weights = new NDList();
    stack.forEach(layer -> layer.directions().forEach(cell -> cell.addTo(weights)));
    long states = (long) stack.size() * (bothWays ? 2 : 1);
    NDArray start =
        sequence.getManager().zeros(new Shape(states, sequence.getShape().get(1), hidden));
    boolean biases = true;
    double dropout = 0;
    boolean training = false;
    boolean batchFirst = false;
    return sequence
        .getNDArrayInternal()
        .gru(
            sequence, start, weights, biases, stack.size(), dropout, training, bothWays, batchFirst)
        .get(0);
  }

  /** The cells of a layer: one, or forward and backward. */
  List<Cell> cells(int layer) {
    return layers.get(layer).directions();
  }

  /** Length of a state, H. */
  public long hidden() {
    return hidden;
  }

  /** Length of the input, F. */
  public long features() {
    return features;
  }

  /** Length of an output, D H. */
  public long outputs() {
    return hidden * (bidirectional ? 2 : 1);
  }

  public int layers() {
    return layers.size();
  }

  public boolean bidirectional() {
    return bidirectional;
  }
}
