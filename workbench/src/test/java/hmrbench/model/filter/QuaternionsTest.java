package hmrbench.model.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.testing.GoldenArrays;
import hmrbench.testing.Shared;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuaternionsTest {

  // Eigenvectors of LAPACK and of Jacobi turns, both in double.
  private static final double ROUNDING = 1e-9;

  @Test
  void agree_with_the_reference_from_matrices_and_back() {
    GoldenArrays golden = new GoldenArrays(Shared.golden("expected/quaternion_utils.npz"));
    double[] matrices = golden.doubles("rotmat");
    double[] quaternions = golden.doubles("quaternion_from_matrix");
    double[] back = golden.doubles("quaternion_matrix");
    for (int i = 0; i < quaternions.length / 4; i++) {
      double[] q = Quaternions.fromMatrix(Arrays.copyOfRange(matrices, i * 9, i * 9 + 9));
      double[] expected = Arrays.copyOfRange(quaternions, i * 4, i * 4 + 4);
      // Near half a turn w is rounding and so is the sign of the rest.
      double sign =
          Math.abs(expected[0]) < 1e-6 && q[1] * expected[1] + q[2] * expected[2] < 0 ? -1 : 1;
      for (int k = 0; k < 4; k++) {
        assertThat(sign * q[k]).as("%d", i).isCloseTo(expected[k], within(ROUNDING));
      }
      assertThat(Quaternions.toMatrix(q))
          .as("%d", i)
          .containsExactly(Arrays.copyOfRange(back, i * 9, i * 9 + 9), within(ROUNDING));
    }
  }

  @Test
  void go_the_way_of_the_reference_between_equal_opposite_and_other_rotations() {
    GoldenArrays golden = new GoldenArrays(Shared.golden("expected/quaternion_utils.npz"));
    double[] from = golden.doubles("slerp_q0");
    double[] to = golden.doubles("slerp_q1");
    double[] fractions = golden.doubles("slerp_fraction");
    double[] expected = golden.doubles("slerp");
    for (int i = 0; i < fractions.length; i++) {
      assertThat(
              Quaternions.slerp(
                  Arrays.copyOfRange(from, i * 4, i * 4 + 4),
                  Arrays.copyOfRange(to, i * 4, i * 4 + 4),
                  fractions[i]))
          .as("%d", i)
          .containsExactly(Arrays.copyOfRange(expected, i * 4, i * 4 + 4), within(1e-12));
    }
  }

  @Test
  void find_the_nearest_rotation_to_a_matrix_that_is_none() {
    double[] stretched = {1.2, 0, 0, 0, 0.9, 0, 0, 0, 1.05};
    assertThat(Quaternions.toMatrix(Quaternions.fromMatrix(stretched)))
        .containsExactly(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, within(1e-12));
  }

  @Test
  void have_a_rotation_at_any_length_above_0_and_none_at_0() {
    double[] third = {0.5, 0.5, 0.5, 0.5}; // x to y, y to z, z to x
    double[] cycle = {0, 0, 1, 1, 0, 0, 0, 1, 0};
    for (double length : new double[] {1, 3, 1e-4}) {
      double[] q = Arrays.stream(third).map(it -> it * length).toArray();
      assertThat(Quaternions.toMatrix(q)).containsExactly(cycle, within(1e-12));
    }
    double[] same = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    assertThat(Quaternions.toMatrix(new double[4])).containsExactly(same);
    // Squared length below four units in the last place, and above.
    assertThat(Quaternions.toMatrix(new double[] {1e-8, 1e-8, 1e-8, 1e-8})).containsExactly(same);
    assertThat(Quaternions.toMatrix(new double[] {2e-8, 2e-8, 2e-8, 2e-8}))
        .containsExactly(cycle, within(1e-12));
  }

  @Test
  void of_two_signs_the_nearer_one_is_taken() {
    double[] previous = {0.8, 0.6, 0, 0};
    double[] other = {0.6, 0.8, 0, 0};
    double[] negative = {-0.6, -0.8, -0.0, -0.0};
    assertThat(Quaternions.nearer(previous, other)).isSameAs(other);
    assertThat(Quaternions.nearer(previous, negative)).containsExactly(other);
    double[] across = {0, 0, 1, 0}; // as far from either
    assertThat(Quaternions.nearer(previous, across)).isSameAs(across);
    assertThat(Quaternions.nearer(new double[] {0, 0, 0.6, 0.8}, new double[] {0, 0, -1, 0.5}))
        .containsExactly(-0.0, -0.0, 1, -0.5);
    assertThat(Quaternions.nearer(new double[] {0, 0, 0.6, 0.8}, new double[] {0, 0, 1, -0.5}))
        .containsExactly(0, 0, 1, -0.5);
  }

  @Test
  void ends_of_the_way_are_the_given_rotations() {
    double[] from = {2, 0, 0, 0};
    double[] to = {0, 3, 0, 0};
    assertThat(Quaternions.slerp(from, to, 0)).containsExactly(1, 0, 0, 0);
    assertThat(Quaternions.slerp(from, to, 1)).containsExactly(0, 1, 0, 0);
    double half = Math.sqrt(0.5);
    assertThat(Quaternions.slerp(from, to, 0.5))
        .containsExactly(new double[] {half, half, 0, 0}, within(1e-12));
    // The same rotation, spelt with either sign.
    assertThat(Quaternions.slerp(from, new double[] {-1, 0, 0, 0}, 0.5))
        .containsExactly(1, 0, 0, 0);
    assertThat(Quaternions.slerp(from, new double[] {-1, 0, 0, 0}, 1)).containsExactly(-1, 0, 0, 0);
  }
}
