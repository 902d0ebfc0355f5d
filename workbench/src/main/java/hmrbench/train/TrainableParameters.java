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

/**
 * Weights that are being trained. All trainable ones share one vector, and each tensor that a
 * network sees is a view of it: an optimiser step is a few operations on the vector instead of a
 * few per tensor. The regressor's start ({@code init_*}) is kept as it is.
 */
public final class TrainableParameters implements Parameters {

  private static final String FIXED = "init_";

  private final Map<String, NDArray> tensors = new LinkedHashMap<>();
  private final List<String> trained = new ArrayList<>();
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
        trained.add(name);
      }
    }
    int size = trained.stream().mapToInt(name -> size(initial.shape(name))).sum();
    float[] values = new float[size];
    int at = 0;
    for (String name : trained) {
      FloatGrid grid = initial.floats(name);
      grid.copyTo(0, values, at, grid.length());
      at += grid.length();
    }
    this.vector = manager.create(values);
    this.slopes = manager.zeros(vector.getShape());
    Gradients.without(() -> cutIntoViews(initial));
    for (String name : initial.names()) {
      tensors.computeIfAbsent(name, n -> Grids.toTensor(manager, initial.floats(n)));
    }
  }

  private void cutIntoViews(Tensors initial) {
    int at = 0;
    for (String name : trained) {
      int[] shape = initial.shape(name);
      NDArray part = vector.get(new NDIndex().addSliceDim(at, at + size(shape)));
      NDArray view = part.reshape(Arrays.stream(shape).asLongStream().toArray());
      view.setRequiresGradient(true);
      tensors.put(name, view);
      leaves.add(view);
      at += size(shape);
    }
  }

  private static int size(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
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
    try (NDArray gradient = leaves.get(trained.indexOf(name)).getGradient()) {
      return Grids.toGrid(gradient);
    }
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
