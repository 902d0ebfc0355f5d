package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PyTorch keeps the number of threads of an operation for each thread that computes. */
class ThreadsPerOperationTest {

  private static final int DEPTH = 413;
  private static final int WIDTH = 256;

  private int before;

  @BeforeEach
  void one_thread() {
    before = TensorEngine.threadsPerOperation();
    TensorEngine.useThreadsPerOperation(1);
  }

  @AfterEach
  void as_before() {
    TensorEngine.useThreadsPerOperation(before);
  }

  private static FloatGrid random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return FloatGrid.owning(values, rows, columns);
  }

  private static FloatGrid product(int rows) {
    try (NDManager manager = TensorEngine.newManager()) {
      return Scope.values(
          manager,
          new NDList(),
          scope ->
              Grids.toGrid(
                  Grids.toTensor(scope, random(rows, DEPTH, 1))
                      .matMul(Grids.toTensor(scope, random(DEPTH, WIDTH, 2)))));
    }
  }

  @Test
  void a_new_thread_computes_the_same_bits() throws Exception {
    for (int rows = 1; rows <= 80; rows++) {
      int count = rows;
      ExecutorService other = Executors.newSingleThreadExecutor();
      try {
        assertThat(other.submit(() -> product(count)).get())
            .as("%d rows", rows)
            .isEqualTo(product(rows));
      } finally {
        other.shutdownNow();
      }
    }
  }
}
