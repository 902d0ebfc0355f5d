package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.FloatGrid;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Ways to multiply matrices, their speed and how far they are from the exact product: y = x W^T, x
 * [rows, inner], W [columns, inner], uniform numbers from -1 to 1.
 */
public final class ProductWays {

  /** A way. */
  public enum Way {
    /** As PyTorch does by itself. */
    FLOAT32("float32, by PyTorch", ""),
    /**
     * oneDNN's product: bfloat16 with sums in float32 where {@code ONEDNN_DEFAULT_FPMATH_MODE} is
     * {@code BF16}.
     */
    ONEDNN("float32, by oneDNN", Products.BY_ONEDNN),
    /** PyTorch's own type, which rounds sums to bfloat16, too. */
    BFLOAT16(
        "bfloat16, sums rounded to it",
        "return torch.to(torch.linear(torch.to(x, 15), torch.to(w, 15), torch.to(b, 15)), 6)"),
    /**
     * x = high + low, each a bfloat16; of the four products that of the low parts is left out. Sums
     * are float32, where {@link #ONEDNN} has bfloat16 products.
     */
    HALVES(
        "three products of bfloat16 halves",
        """
        xh = torch.to(torch.to(x, 15), 6)
        wh = torch.to(torch.to(w, 15), 6)
        xl = torch.sub(x, xh)
        wl = torch.sub(w, wh)
        p = ops.mkldnn._linear_pointwise(xh, wh, b, "none", annotate(List[Optional[number]], []), "")
        q = ops.mkldnn._linear_pointwise(xh, wl, b, "none", annotate(List[Optional[number]], []), "")
        r = ops.mkldnn._linear_pointwise(xl, wh, b, "none", annotate(List[Optional[number]], []), "")
        return torch.add_(torch.add_(p, q), r)\
        """);

    private final String words;
    private final String source;

    Way(String words, String source) {
      this.words = words;
      this.source = source;
    }

    /** In words. */
    public String words() {
      return words;
    }
  }

  /**
   * What was found.
   *
   * @param gigaflops 10^9 operations of the float32 product per second of one thread
   * @param error largest difference to the exact product, as a share of its largest value
   */
  public record Found(double gigaflops, double error) {}

  private static final double NANOSECONDS = 1e9;

  private ProductWays() {}

  /**
   * Measures on one thread.
   *
   * @param seconds how long to measure
   */
  public static Found measure(Way way, int rows, int inner, int columns, double seconds) {
    SplittableRandom random = new SplittableRandom(1);
    FloatGrid left = drawn(random, rows, inner);
    FloatGrid right = drawn(random, columns, inner);
    TensorEngine.useThreadsPerOperation(1);
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray x = Grids.toTensor(manager, left);
      NDArray w = Grids.toTensor(manager, right);
      NDArray bias = manager.zeros(new Shape(columns));
      if (way.source.isEmpty()) {
        Linear layer = new Linear(w, bias);
        return found(() -> layer.apply(x), left, right, seconds);
      }
      try (Script script = Script.of(Products.forward(way.source), ComputeDevice.CPU)) {
        NDList inputs = new NDList(x, w, bias);
        return found(() -> script.run(manager, inputs).singletonOrThrow(), left, right, seconds);
      }
    }
  }

  private static FloatGrid drawn(SplittableRandom random, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return FloatGrid.owning(values, rows, columns);
  }

  private static Found found(
      Supplier<NDArray> product, FloatGrid left, FloatGrid right, double seconds) {
    double error;
    try (NDArray first = product.get()) {
      error = error(Grids.toGrid(first), left, right);
    }
    long begin = System.nanoTime();
    long count = 0;
    double spent;
    do {
      product.get().close();
      count++;
      spent = (System.nanoTime() - begin) / NANOSECONDS;
    } while (spent < seconds);
    double operations = 2.0 * left.size(0) * left.size(1) * right.size(0);
    return new Found(count * operations / spent / NANOSECONDS, error);
  }

  private static double error(FloatGrid product, FloatGrid left, FloatGrid right) {
    int inner = left.size(1);
    int columns = right.size(0);
    double largest = 0;
    double difference = 0;
    for (int row = 0; row < left.size(0); row++) {
      for (int column = 0; column < columns; column++) {
        double exact = 0;
        for (int i = 0; i < inner; i++) {
          exact += (double) left.get(row * inner + i) * right.get(column * inner + i);
        }
        largest = Math.max(largest, Math.abs(exact));
        difference = Math.max(difference, Math.abs(exact - product.get(row * columns + column)));
      }
    }
    return difference / largest;
  }
}
