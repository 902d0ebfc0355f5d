package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthogonalTest {

  @ParameterizedTest
  @CsvSource({"12, 40", "40, 12", "16, 16"})
  void rows_or_columns_become_about_as_long_and_at_right_angles(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5) * (i % columns + 1);
    }
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray matrix = Grids.toTensor(manager, FloatGrid.owning(values, rows, columns));
      NDArray near = Orthogonal.nearest(matrix);

      assertThat(Grids.toGrid(near).shape()).containsExactly(rows, columns);
      NDArray wide = rows > columns ? near.transpose() : near;
      FloatGrid products = Grids.toGrid(wide.matMul(wide.transpose()));
      int side = Math.min(rows, columns);
      double off = 0;
      for (int i = 0; i < side; i++) {
        assertThat(products.at(i, i)).isBetween(0.3f, 1.5f);
        for (int j = 0; j < i; j++) {
          off = Math.max(off, Math.abs(products.at(i, j)));
        }
      }
      assertThat(off).isLessThan(0.3);
      // It goes the same way as the matrix.
      assertThat(matrix.mul(near).sum().toFloatArray()[0]).isPositive();
    }
  }
}
