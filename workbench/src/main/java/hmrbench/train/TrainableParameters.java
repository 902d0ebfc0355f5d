package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.FloatGrid;
import hmrbench.io.Tensors;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Weights that are being trained. All trainable ones share one vector, and each tensor that a
 * network sees is a view of it: an optimiser step is a few operations on the vector instead of a
 * few per tensor. The regressor's start ({@code init_*}) is kept as it is.
 */
public final class TrainableParameters implements Parameters {

  private static final String FIXED = "init_";

  private final Map<String, NDArray> tensors = new LinkedHashMap<>();
  private final List<Trained> trained = new ArrayList<>();
  private final List<NDArray> leaves = new ArrayList<>();
  private final NDArray vector;
  private final NDArray slopes;

  /**
   * @param initial the weights to start from
   * @param manager owns the tensors
   */
  public TrainableParameters(Tensors initial, NDManager manager) {
    for (String name : initial.names()) {
      if (!name.contains(FIXED)) {
        trained.add(new Trained(name, initial.shape(name)));
      }
    }
    float[] values = new float[trained.stream().mapToInt(Trained::size).sum()];
    int at = 0;
    for (Trained part : trained) {
      FloatGrid grid = initial.floats(part.name());
      grid.copyTo(0, values, at, grid.length());
      at += grid.length();
    }
    this.vector = manager.create(values);
    this.slopes = manager.zeros(vector.getShape());
    Gradients.without(this::cutIntoViews);
    for (String name : initial.names()) {
      tensors.computeIfAbsent(name, n -> Grids.toTensor(manager, initial.floats(n)));
    }
  }

  /**
   * The same weights with gradients of their own, so that two threads can each find the gradient of
   * a share of a batch: both see every change of the vector.
   */
  TrainableParameters(TrainableParameters same) {
    trained.addAll(same.trained);
    this.vector = same.vector;
    this.slopes = vector.getManager().zeros(vector.getShape());
    Gradients.without(this::cutIntoViews);
    same.tensors.forEach((name, tensor) -> tensors.computeIfAbsent(name, n -> tensor.duplicate()));
  }

  private void cutIntoViews() {
    int at = 0;
    for (Trained part : trained) {
      NDArray flat = vector.get(new NDIndex().addSliceDim(at, at + part.size()));
      NDArray view = flat.reshape(Arrays.stream(part.shape()).asLongStream().toArray());
      view.setRequiresGradient(true);
      tensors.put(part.name(), view);
      leaves.add(view);
      at += part.size();
    }
  }

  /** A weight that is trained. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Trained(String name, int[] shape) {

    int size() {
      return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
  }

  @Override
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  @Override
  public NDArray get(String name, long... shape) {
    NDArray tensor = tensors.get(name);
    if (tensor == null || !fits(tensor.getShape(), shape)) {
      throw new IllegalArgumentException(
          "initial weights: %s must be %s, got %s"
              .formatted(
                  name, Arrays.toString(shape), tensor == null ? "none" : tensor.getShape()));
    }
    return tensor;
  }

  private static boolean fits(Shape actual, long[] wanted) {
    boolean fits = actual.dimension() == wanted.length;
    for (int axis = 0; fits && axis < wanted.length; axis++) {
      fits = wanted[axis] == ANY || wanted[axis] == actual.get(axis);
    }
    return fits;
  }

  /** The vector of all trainable weights, changed in place by the optimiser. */
  public NDArray vector() {
    return vector;
  }

  /**
   * A matrix in the vector: the first axis of a weight by all others.
   *
   * @param start index of its first value
   */
  record Matrix(long start, int rows, int columns) {

    long end() {
      return start + (long) rows * columns;
    }
  }

  /** The weights of some names as matrices, in the order of the vector. */
  List<Matrix> matrices(Predicate<String> named) {
    List<Matrix> matrices = new ArrayList<>();
    long at = 0;
    for (Trained part : trained) {
      if (named.test(part.name())) {
        matrices.add(new Matrix(at, part.shape()[0], part.size() / part.shape()[0]));
      }
      at += part.size();
    }
    return matrices;
  }

  /** A copy of the trainable weights, in the order of the vector. */
  FloatGrid vectorValues() {
    return Grids.toGrid(vector);
  }

  /** Sets all trainable weights, in the order of the vector. */
  void restore(FloatGrid values) {
    Gradients.without(() -> overwrite(vector, values));
  }

  /** Changes the values and not the memory, which views share. */
  static void overwrite(NDArray tensor, FloatGrid values) {
    try (NDArray fresh = Grids.toTensor(tensor.getManager(), values)) {
      tensor.muli(0f).addi(fresh);
    }
  }

  /**
   * The gradients of the last loss, in the order of {@link #vector()}. The tensor is the same each
   * time and may be used up.
   */
  public NDArray gradients() {
    Gradients.without(
        () -> {
          long at = 0;
          for (NDArray leaf : leaves) {
            try (NDArray gradient = leaf.getGradient();
                NDArray flat = gradient.flatten()) {
              slopes.set(new NDIndex().addSliceDim(at, at + flat.size()), flat);
              at += flat.size();
            }
          }
        });
    return slopes;
  }

  /** The gradient of one trained tensor, by its official name. */
  public FloatGrid gradient(String name) {
    try (NDArray gradient = leaf(name).getGradient()) {
      return Grids.toGrid(gradient);
    }
  }

  private NDArray leaf(String name) {
    int index = trained.stream().map(Trained::name).toList().indexOf(name);
    return leaves.get(index);
  }

  /** Sets all gradients to zero. They must be finite. */
  public void clearGradients() {
    for (NDArray leaf : leaves) {
      try (NDArray gradient = leaf.getGradient()) {
        gradient.muli(0f);
      }
    }
  }

  /** All tensors, trained or fixed. */
  public NDList all() {
    return new NDList(tensors.values());
  }

  /** The present values, in the order of the initial weights. */
  public Map<String, FloatGrid> values() {
    Map<String, FloatGrid> values = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> values.put(name, Grids.toGrid(tensor)));
    return values;
  }
}
