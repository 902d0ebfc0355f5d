package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import hmrbench.tensor.Gru.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A {@link Gru} arranged for windows that overlap, for evaluation only. What the first layer makes
 * of a frame alone, W_ih x + b_ih, does not depend on the window, so it is computed once per frame
 * and gathered; the last layer runs over those frames only that the answer depends on; the product
 * with the zero state of a first step is left out. The values are the plain GRU's but for rounding.
 *
 * <ul>
 *   <li>n = frames of the clip, B = windows, S = steps, F = features, H = hidden, D = directions
 *   <li>in: features [n, F]; then per step the frame that each window reads, int64 [B]
 *   <li>out: states [B, D H]
 * </ul>
 */
public final class SharedGru {

  /**
   * Vectors of the size of a state that a step takes. Two products of 3, gates, results and the
   * inputs of a higher layer are 16 at once; the allocator keeps as much again, as the growth of
   * the process shows (BatchMemoryTest).
   */
  private static final long STEP_STATES = 32;

  private final Gru gru;
  private final int top;

  public SharedGru(Gru gru) {
    this.gru = gru;
    this.top = gru.layers() - 1;
  }

  /** Directions, D: 1 or 2. */
  public int directions() {
    return gru.bidirectional() ? 2 : 1;
  }

  /**
   * Memory that a window needs in {@link #at}, in bytes: the outputs of all layers but the last,
   * and one step with its gates.
   */
  public long bytesPerWindow(int steps) {
    long states = (long) top * directions() * steps;
    return Float.BYTES * gru.hidden() * (states + STEP_STATES);
  }

  /** What the first layer makes of each frame: [n, F] to one [n, 3H] per direction. */
  public NDList project(NDArray features) {
    NDList projections = new NDList();
    gru.cells(0).forEach(cell -> projections.add(input(cell, features)));
    return projections;
  }

  /**
   * Outputs of the last layer at one step, [B, D H].
   *
   * @param owner of the result; what else is made is freed at once
   * @param projections what {@link #project} gave
   * @param frames per step the frame that each window reads, int64 [B]
   * @param step the step of the answer
   */
  public NDArray at(NDManager owner, NDList projections, List<NDArray> frames, int step) {
    Source source = (direction, t) -> gathered(projections.get(direction), frames.get(t));
    try (NDManager scope = owner.newSubManager()) {
      for (int layer = 0; layer < top; layer++) {
        source = below(layer + 1, outputs(scope, layer, source, frames.size()));
      }
      NDArray answer = last(scope, 0, source, steps(0, step));
      if (gru.bidirectional()) {
        NDArray backward = last(scope, 1, source, steps(frames.size() - 1, step));
        answer = NDArrays.concat(new NDList(answer, backward), 1);
      }
      answer.attach(owner);
      return answer;
    }
  }

  /** What a cell reads at a step, [B, 3H]: tensors to lend, and how to make it from them. */
  private record Input(NDList lent, UnaryOperator<NDList> make) {}

  private interface Source {
    Input at(int direction, int step);
  }

  private static Input gathered(NDArray projection, NDArray rows) {
    return new Input(
        new NDList(projection, rows),
        lent -> new NDList(lent.get(0).get(lent.get(1)))); // [n, 3H] to [B, 3H]
  }

  /** A higher layer reads the outputs of the one below, both directions side by side. */
  private Source below(int layer, List<List<NDArray>> outputs) {
    return (direction, t) -> {
      Cell cell = gru.cells(layer).get(direction);
      NDList lent = new NDList(cell.inputWeight(), cell.inputBias());
      outputs.forEach(states -> lent.add(states.get(t)));
      return new Input(
          lent,
          list -> {
            NDArray states =
                list.size() == 3 ? list.get(2) : NDArrays.concat(list.subNDList(2), 1); // [B, D H]
            return new NDList(Products.linear(states, list.get(0), list.get(1)));
          });
    };
  }

  /** Outputs of a layer at every step, per direction. */
  private List<List<NDArray>> outputs(NDManager owner, int layer, Source source, int steps) {
    List<List<NDArray>> outputs = new ArrayList<>();
    for (int direction = 0; direction < gru.cells(layer).size(); direction++) {
      boolean forward = direction == 0;
      List<Integer> order = forward ? steps(0, steps - 1) : steps(steps - 1, 0);
      List<NDArray> states = new ArrayList<>();
      for (int t : order) {
        Cell cell = gru.cells(layer).get(direction);
        Input input = source.at(direction, t);
        states.add(
            states.isEmpty()
                ? first(owner, cell, input)
                : next(owner, cell, input, states.get(states.size() - 1)));
      }
      if (!forward) {
        Collections.reverse(states);
      }
      outputs.add(states);
    }
    return outputs;
  }

  /** The state of the last layer after these steps. */
  private NDArray last(NDManager owner, int direction, Source source, List<Integer> order) {
    Cell cell = gru.cells(top).get(direction);
    NDArray state = first(owner, cell, source.at(direction, order.get(0)));
    for (int t : order.subList(1, order.size())) {
      NDArray before = state;
      state = next(owner, cell, source.at(direction, t), before);
      before.close();
    }
    return state;
  }

  private static List<Integer> steps(int from, int to) {
    List<Integer> steps = new ArrayList<>();
    int stride = from <= to ? 1 : -1;
    for (int t = from; t != to + stride; t += stride) {
      steps.add(t);
    }
    return steps;
  }

  /** A step from the zero state, where the product with the hidden weights is zero. */
  private NDArray first(NDManager owner, Cell cell, Input input) {
    NDList lent = new NDList(cell.bias());
    lent.addAll(input.lent());
    return Scope.tensors(
            owner,
            lent,
            list -> {
              NDArray in = input.make().apply(list.subNDList(1)).singletonOrThrow(); // [B, 3H]
              NDArray hidden = list.get(0).broadcast(in.getShape());
              return new NDList(gates(in, hidden).first());
            })
        .singletonOrThrow();
  }

  private NDArray next(NDManager owner, Cell cell, Input input, NDArray state) {
    NDList lent = new NDList(state, cell.hiddenWeight(), cell.bias());
    lent.addAll(input.lent());
    return Scope.tensors(
            owner,
            lent,
            list -> {
              NDArray in = input.make().apply(list.subNDList(3)).singletonOrThrow(); // [B, 3H]
              NDArray hidden = Products.linear(list.get(0), list.get(1), list.get(2));
              return new NDList(gates(in, hidden).after(list.get(0)));
            })
        .singletonOrThrow();
  }

  /** Update gate z and candidate n, each [B, H]. */
  private record Gates(NDArray update, NDArray candidate) {

    NDArray first() {
      return candidate.sub(update.mul(candidate));
    }

    NDArray after(NDArray state) {
      return state.sub(candidate).muli(update).addi(candidate);
    }
  }

  private Gates gates(NDArray in, NDArray hidden) {
    long size = gru.hidden();
    NDArray both = Activation.sigmoid(part(in, 0, 2 * size).add(part(hidden, 0, 2 * size)));
    NDArray reset = part(both, 0, size);
    NDArray candidate =
        part(hidden, 2 * size, 3 * size).mul(reset).addi(part(in, 2 * size, 3 * size)).tanh();
    return new Gates(part(both, size, 2 * size), candidate);
  }

  private static NDArray part(NDArray gates, long from, long to) {
    return gates.get(new NDIndex().addAllDim().addSliceDim(from, to));
  }

  private static NDArray input(Cell cell, NDArray features) {
    return Products.linear(features, cell.inputWeight(), cell.inputBias());
  }
}
