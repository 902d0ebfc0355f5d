package hmrbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Golden data: what the official programs make of zero, parallel, tiny and half-turn rotations. */
class RotationsGoldenTest {

  // The reference is float32, we compute in double: a few of its steps of 1.2e-7.
  private static final double ROUNDING = 2e-6;

  private static Npz golden;

  @BeforeAll
  static void open() {
    golden = Npz.open(Shared.golden("expected/rotations.npz"));
  }

  @Test
  void reads_six_d_as_the_reference() {
    double[] six = golden.get("rot6d").doubles();
    double[] expected = golden.get("rot6d_to_rotmat").doubles();
    int parallel = 0;
    for (int i = 0; i < expected.length / 9; i++) {
      double[] columns = row(six, i, 6);
      double[] matrix = new double[9];
      Rotations.fromSixD(columns, matrix);
      if (areParallel(columns)) {
        // What is left of the second column is the rounding of float32, a million times enlarged.
        double[] first = {expected[i * 9], expected[i * 9 + 3], expected[i * 9 + 6]};
        assertThat(new double[] {matrix[0], matrix[3], matrix[6]})
            .as("first column of %d", i)
            .containsExactly(first, within(ROUNDING));
        parallel++;
      } else {
        assertThat(matrix)
            .as("rotation %d", i)
            .containsExactly(row(expected, i, 9), within(ROUNDING));
      }
    }
    assertThat(parallel).isBetween(1, 5);
  }

  private static boolean areParallel(double[] six) {
    double xx = six[0] * six[0] + six[2] * six[2] + six[4] * six[4];
    double yy = six[1] * six[1] + six[3] * six[3] + six[5] * six[5];
    double xy = six[0] * six[1] + six[2] * six[3] + six[4] * six[5];
    return xx * yy > 0 && 1 - xy * xy / (xx * yy) < 1e-6;
  }

  @Test
  void reads_axis_angle_as_the_body_model_does() {
    double[] vectors = golden.get("axis_angle").doubles();
    double[] expected = golden.get("batch_rodrigues_smplx").doubles();
    for (int i = 0; i < expected.length / 9; i++) {
      double[] matrix = new double[9];
      Rotations.fromAxisAngle(vectors[i * 3], vectors[i * 3 + 1], vectors[i * 3 + 2], matrix);
      assertThat(matrix)
          .as("rotation %d", i)
          .containsExactly(row(expected, i, 9), within(ROUNDING));
    }
  }

  @Test
  void turns_matrices_into_the_quaternions_of_the_reference() {
    double[] matrices = golden.get("rotmat").doubles();
    double[] expected = golden.get("rotmat_to_quaternion").doubles();
    for (int i = 0; i < expected.length / 4; i++) {
      double[] q = new double[4];
      Rotations.toQuaternion(row(matrices, i, 9), q);
      assertThat(q).as("rotation %d", i).containsExactly(row(expected, i, 4), within(ROUNDING));
    }
  }

  @Test
  void turns_matrices_into_the_axis_angles_of_the_reference() {
    double[] matrices = golden.get("rotmat").doubles();
    double[] expected = golden.get("rotmat_to_axis_angle").doubles();
    for (int i = 0; i < expected.length / 3; i++) {
      double[] vector = new double[3];
      Rotations.toAxisAngle(row(matrices, i, 9), vector);
      assertThat(vector)
          .as("rotation %d", i)
          .containsExactly(row(expected, i, 3), within(ROUNDING));
    }
  }

  @Test
  void reads_quaternions_as_the_reference() {
    double[] quaternions = golden.get("quaternion_wxyz").doubles();
    double[] expected = golden.get("quat2mat").doubles();
    for (int i = 0; i < expected.length / 9; i++) {
      double[] q = row(quaternions, i, 4);
      double norm = Math.sqrt(Arrays.stream(q).map(value -> value * value).sum());
      double[] unit = Arrays.stream(q).map(value -> value / norm).toArray();
      double[] matrix = new double[9];
      Rotations.fromQuaternion(unit, matrix);
      assertThat(matrix)
          .as("rotation %d", i)
          .containsExactly(row(expected, i, 9), within(ROUNDING));
    }
  }

  private static double[] row(double[] values, int i, int length) {
    return Arrays.copyOfRange(values, i * length, (i + 1) * length);
  }
}
