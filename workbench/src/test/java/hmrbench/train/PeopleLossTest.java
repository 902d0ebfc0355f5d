package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.people.PeopleMaps;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PeopleLossTest {

  private static final double LN_2 = Math.log(2);

  @Test
  void is_what_was_worked_out_by_hand() {
    // Two cells: someone in the first, 4 cells wide and 2 high; the second half up their peak.
    float[] target = {1, 0.5f, 0, 0, 0, 0, (float) Math.log(4), 0, (float) LN_2, 0, 1, 0};
    float[] maps = {
      0,
      (float) Math.log(3),
      0.5f,
      7,
      -0.2f,
      7,
      (float) Math.log(4) + 0.3f,
      7,
      (float) LN_2 - 0.1f,
      7
    };
    PeopleLoss loss =
        PeopleLoss.of(FloatGrid.owning(maps, 1, 5, 1, 2), FloatGrid.owning(target, 1, 6, 1, 2), 2);

    // 0.5^2 ln 2, and 0.5^4 0.75^2 ln 4.
    assertThat(loss.centres()).isCloseTo(0.25 * LN_2 + 0.0625 * 0.5625 * 2 * LN_2, within(1e-6));
    assertThat(loss.boxes()).isCloseTo(0.5 / 4 + 0.2 / 2 + 0.3 + 0.1, within(1e-6));
    assertThat(loss.total()).isCloseTo(loss.centres() + 2 * loss.boxes(), within(1e-9));
    float[] gradient = loss.gradient().toArray();
    assertThat(gradient[0]).isCloseTo((float) (-0.25 * LN_2 - 0.125), within(1e-6f));
    assertThat(gradient[1])
        .isCloseTo((float) (0.0625 * (0.28125 * 2 * LN_2 + 0.421875)), within(1e-6f));
    assertThat(gradient)
        .containsExactly(
            new float[] {gradient[0], gradient[1], 0.5f, 0, -1, 0, 2, 0, -2, 0}, within(1e-6f));
  }

  @Test
  void its_gradient_is_that_of_differences() {
    FloatGrid targets =
        PeopleMaps.target(List.of(new Box(20, 16, 30, 12), new Box(40, 20, 8, 28)), 64, 32)
            .reshape(1, 6, 8, 16);
    SplittableRandom random = new SplittableRandom(3);
    float[] maps = new float[5 * 8 * 16];
    for (int i = 0; i < maps.length; i++) {
      maps[i] = (float) (4 * random.nextDouble() - 2);
    }
    PeopleLoss loss = PeopleLoss.of(FloatGrid.copyOf(maps, 1, 5, 8, 16), targets, 0.7);
    float step = 1.0f / 256;
    for (int i = 0; i < maps.length; i++) {
      float[] more = maps.clone();
      more[i] += step;
      float[] less = maps.clone();
      less[i] -= step;
      double slope =
          (PeopleLoss.of(FloatGrid.owning(more, 1, 5, 8, 16), targets, 0.7).total()
                  - PeopleLoss.of(FloatGrid.owning(less, 1, 5, 8, 16), targets, 0.7).total())
              / (2 * step);
      // The third derivative of the focal loss is below 2: a difference is off by step^2 / 3.
      assertThat((double) loss.gradient().get(i)).as("number %d", i).isCloseTo(slope, within(5e-5));
    }
  }

  @Test
  void a_picture_of_no_one_is_divided_by_one() {
    float[] maps = {0, 3, 3, 3, 3};
    PeopleLoss loss =
        PeopleLoss.of(FloatGrid.owning(maps, 1, 5, 1, 1), FloatGrid.zeros(1, 6, 1, 1), 1);

    assertThat(loss.total()).isCloseTo(0.25 * LN_2, within(1e-9));
    assertThat(loss.boxes()).isZero();
  }
}
