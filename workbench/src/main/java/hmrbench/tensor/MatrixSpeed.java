package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.Fault;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast this machine multiplies matrices: the limit of every network on it. */
public final class MatrixSpeed {

  private MatrixSpeed() {}

  /**
   * Measures float32 products [rows, inner] x [inner, columns] with a bias, as a recurrent step
   * makes them, on several threads that each have their own.
   *
   * @param seconds how long to measure
   * @return 10^9 operations per second of all threads together, where a product has 2 rows inner
   *     columns operations
   */
  public static double gigaflops(
      ComputeDevice device, int rows, int inner, int columns, int threads, double seconds) {
    List<Callable<Double>> shares =
        Collections.nCopies(threads, () -> products(device, rows, inner, columns, seconds));
    ExecutorService running = Executors.newFixedThreadPool(threads);
    double sum = 0;
    try {
      for (Future<Double> share : running.invokeAll(shares)) {
        sum += share.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.running("the measurement was interrupted");
    } finally {
      running.shutdownNow();
    }
    return sum * 2e-9 * rows * inner * columns;
  }

  /** Products per second of one thread. */
  private static double products(
      ComputeDevice device, int rows, int inner, int columns, double seconds) {
    try (NDManager manager = TensorEngine.newManager(device)) {
      NDArray left = manager.ones(new Shape(rows, inner));
      NDArray weight = manager.ones(new Shape(columns, inner));
      NDArray bias = manager.ones(new Shape(columns));
      Linear layer = new Linear(weight, bias);
      product(layer, left);
      long start = System.nanoTime();
      long count = 0;
      while (System.nanoTime() - start < seconds * 1e9) {
        product(layer, left);
        count++;
      }
      return count / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static void product(Linear layer, NDArray left) {
    try (NDArray product = layer.apply(left)) {
      if (product.getDevice().isGpu()) {
        product.getFloat(0, 0); // waits for the device
      }
    }
  }
}
