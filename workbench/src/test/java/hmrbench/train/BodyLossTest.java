package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BodyLossTest {

  private static final int TARGETS = 2;
  private static final int SHARE = 3;

  @Test
  void the_gradient_is_what_differences_say() {
    SplittableRandom random = new SplittableRandom(4);
    float[] rows = uniform(random, TARGETS * SHARE * BodyLoss.ROW, 1.5);
    BodyTargets targets = targets(random);
    BodyLoss loss = new BodyLoss(BodyLoss.PUBLISHED);
    FloatGrid gradient = loss.of(grid(rows), targets).gradient();

    for (int i = 0; i < rows.length; i += 7) {
      float kept = rows[i];
      // A float32 step that is exact in binary; the loss is smooth, its third derivative moderate.
      float step = 1f / 256;
      rows[i] = kept + step;
      double above = loss.of(grid(rows), targets).total();
      double up = rows[i];
      rows[i] = kept - step;
      double below = loss.of(grid(rows), targets).total();
      double slope = (above - below) / (up - rows[i]);
      rows[i] = kept;
      assertThat((double) gradient.get(i))
          .as("row %d, number %d", i / BodyLoss.ROW, i % BodyLoss.ROW)
          .isCloseTo(slope, within(2e-3 + 2e-3 * Math.abs(slope)));
    }
  }

  @Test
  void a_perfect_row_costs_nothing() {
    BodyTargets targets = targets(new SplittableRandom(5));
    float[] rows = new float[TARGETS * BodyLoss.ROW];
    for (int n = 0; n < TARGETS; n++) {
      for (int j = 0; j < 24; j++) {
        for (int i = 0; i < 6; i++) {
          rows[n * BodyLoss.ROW + j * 6 + i] = targets.rotations().at(n, j * 9 + i / 2 * 3 + i % 2);
        }
      }
      targets.betas().copyTo(n * 10, rows, n * BodyLoss.ROW + 144, 10);
      targets.camera().copyTo(n * 3, rows, n * BodyLoss.ROW + 154, 3);
    }
    BodyLoss.Result result = new BodyLoss(BodyLoss.PUBLISHED).of(grid(rows), targets);
    // Targets are float32 matrices, orthonormal to 1e-7 only.
    assertThat(result.total()).isCloseTo(0, within(1e-9));
  }

  @Test
  void each_term_is_its_weight_times_a_mean_square() {
    BodyTargets targets = targets(new SplittableRandom(6));
    float[] rows = uniform(new SplittableRandom(7), TARGETS * BodyLoss.ROW, 1);
    BodyLoss.Result once = new BodyLoss(new BodyLoss.Weights(1, 1, 1, 1)).of(grid(rows), targets);
    BodyLoss.Result published = new BodyLoss(BodyLoss.PUBLISHED).of(grid(rows), targets);
    assertThat(published.joints2d()).isCloseTo(300 * once.joints2d(), within(1e-9));
    assertThat(published.joints3d()).isCloseTo(300 * once.joints3d(), within(1e-9));
    assertThat(published.pose()).isCloseTo(60 * once.pose(), within(1e-9));
    double square = 0;
    for (int n = 0; n < TARGETS; n++) {
      for (int k = 0; k < 10; k++) {
        double error = rows[n * BodyLoss.ROW + 144 + k] - targets.betas().at(n, k);
        square += error * error / (TARGETS * 10);
      }
    }
    assertThat(published.shape()).isCloseTo(0.06 * square, within(1e-9));
  }

  private static BodyTargets targets(SplittableRandom random) {
    double[] six = new double[TARGETS * 144];
    for (int i = 0; i < six.length; i++) {
      six[i] = 2 * random.nextDouble() - 1;
    }
    float[] rotations = new float[TARGETS * 216];
    double[] matrix = new double[9];
    for (int j = 0; j < TARGETS * 24; j++) {
      SixDRow.forward(six, j * 6, matrix, 0);
      for (int i = 0; i < 9; i++) {
        rotations[j * 9 + i] = (float) matrix[i];
      }
    }
    return new BodyTargets(
        FloatGrid.owning(rotations, TARGETS, 216),
        FloatGrid.owning(uniform(random, TARGETS * 10, 1), TARGETS, 10),
        FloatGrid.owning(uniform(random, TARGETS * 3, 1), TARGETS, 3));
  }

  private static float[] uniform(SplittableRandom random, int count, double bound) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return values;
  }

  private static FloatGrid grid(float[] rows) {
    return FloatGrid.copyOf(rows, rows.length / BodyLoss.ROW, BodyLoss.ROW);
  }
}
