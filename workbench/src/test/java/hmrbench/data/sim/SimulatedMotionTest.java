package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedMotionTest {

  private static final double SECONDS = 4;

  static List<Activity> activities() {
    List<Activity> all = new ArrayList<>();
    for (ActivityGroup group : ActivityGroup.values()) {
      all.addAll(Activities.of(group));
    }
    return all;
  }

  /** Largest change of acceleration, in rad/s^2 per entry, between moments {@code dt} apart. */
  private static double largestJump(SimulatedMotion motion, double dt) {
    double[][] last = new double[4][Skeleton.JOINTS * 9];
    double largest = 0;
    int samples = (int) (SECONDS / dt);
    for (int i = 0; i < samples; i++) {
      motion.rotations(i * dt, last[i % 4]);
      for (int k = 0; i >= 3 && k < last[0].length; k++) {
        double third =
            last[i % 4][k]
                - 3 * last[(i - 1) % 4][k]
                + 3 * last[(i - 2) % 4][k]
                - last[(i - 3) % 4][k];
        largest = Math.max(largest, Math.abs(third) / (dt * dt));
      }
    }
    return largest;
  }

  @ParameterizedTest
  @MethodSource("activities")
  void acceleration_is_continuous(Activity activity) {
    Activity other = activities().get(2);
    SimulatedMotion motion = new SimulatedMotion(5, activity, Optional.of(other), SECONDS);

    // A jump in acceleration would stay as large however close the moments; without one it shrinks
    // with their distance.
    double coarse = largestJump(motion, 0.002);
    double fine = largestJump(motion, 0.0005);
    assertThat(fine / coarse).isLessThan(0.4);
  }

  @Test
  void rotations_are_rotations() {
    SimulatedMotion motion = new SimulatedMotion(8, activities().get(0), Optional.empty(), SECONDS);
    double[] pose = new double[Skeleton.JOINTS * 9];
    motion.rotations(1.7, pose);

    for (int j = 0; j < Skeleton.JOINTS; j++) {
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          double dot = 0;
          for (int k = 0; k < 3; k++) {
            dot += pose[j * 9 + k * 3 + a] * pose[j * 9 + k * 3 + b];
          }
          assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-12));
        }
      }
    }
  }

  @Test
  void euler_angles_turn_about_z_then_x_then_y() {
    double[] matrix = new double[9];
    SimulatedMotion.fromEuler(0, 0, Math.PI / 2, matrix, 0);
    // About z, x goes to y.
    assertThat(matrix[3]).isCloseTo(1, within(1e-15));

    SimulatedMotion.fromEuler(Math.PI / 2, 0, Math.PI / 2, matrix, 0);
    // Then about x, y goes to z.
    assertThat(matrix[6]).isCloseTo(1, within(1e-15));

    SimulatedMotion.fromEuler(Math.PI / 2, Math.PI / 2, Math.PI / 2, matrix, 0);
    // Then about y, z goes to x.
    assertThat(matrix[0]).isCloseTo(1, within(1e-15));
  }

  @Test
  void the_eased_step_and_its_integral_fit_together() {
    double h = 1e-6;
    for (double u = -0.5; u < 1.5; u += 0.01) {
      double slope = (Ease.integral(u + h) - Ease.integral(u - h)) / (2 * h);
      assertThat(slope).isCloseTo(Ease.step(u), within(1e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("activities")
  void knees_and_elbows_never_bend_the_wrong_way(Activity activity) {
    double[] angles = new double[Skeleton.JOINTS * 3];
    for (int draw = 0; draw < 20; draw++) {
      EulerCurves curves = activity.perform(RandomStream.of(draw), SECONDS);
      for (double t = 0; t < SECONDS; t += 0.05) {
        curves.at(t, angles);
        assertThat(angles[4 * 3]).isBetween(0.0, 2.3);
        assertThat(angles[5 * 3]).isBetween(0.0, 2.3);
        assertThat(angles[18 * 3 + 1]).isBetween(-2.4, 0.0);
        assertThat(angles[19 * 3 + 1]).isBetween(0.0, 2.4);
      }
    }
  }
}
