package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import org.junit.jupiter.api.Test;

class SkeletonTest {

  private static int column(Joint joint) {
    return JointSet.SMPL24.indexOf(joint);
  }

  private static double[] identities() {
    double[] rotations = new double[24 * 9];
    for (int i = 0; i < 24 * 9; i++) {
      rotations[i] = i % 9 % 4 == 0 ? 1 : 0;
    }
    return rotations;
  }

  private static double[] positions(double[] rotations, double[] betas) {
    double[] positions = new double[72];
    Skeleton.positions(rotations, Skeleton.offsets(betas), positions);
    return positions;
  }

  @Test
  void stands_upright_and_is_symmetric_at_rest() {
    double[] rest = positions(identities(), new double[10]);

    // Head joint and feet of the rest pose, added up by hand from the offsets.
    assertThat(rest[column(Joint.HEAD) * 3 + 1]).isCloseTo(0.59, within(1e-12));
    assertThat(rest[column(Joint.LEFT_FOOT) * 3 + 1]).isCloseTo(-0.95, within(1e-12));
    for (Joint joint : JointSet.SMPL24.joints()) {
      if (joint.name().startsWith("LEFT_")) {
        int left = column(joint) * 3;
        int right = column(Joint.valueOf(joint.name().replace("LEFT", "RIGHT"))) * 3;
        assertThat(rest[left]).isPositive().isEqualTo(-rest[right]);
        assertThat(rest[left + 1]).isEqualTo(rest[right + 1]);
        assertThat(rest[left + 2]).isEqualTo(rest[right + 2]);
      }
    }
  }

  @Test
  void a_turned_joint_moves_its_descendants_and_no_other() {
    double[] rotations = identities();
    // A quarter turn of the left shoulder about z: the arm that points to the left points up.
    int shoulder = column(Joint.LEFT_SHOULDER);
    double[] quarter = {0, -1, 0, 1, 0, 0, 0, 0, 1};
    System.arraycopy(quarter, 0, rotations, shoulder * 9, 9);
    double[] rest = positions(identities(), new double[10]);
    double[] turned = positions(rotations, new double[10]);

    int elbow = column(Joint.LEFT_ELBOW);
    assertThat(turned[elbow * 3 + 1] - turned[shoulder * 3 + 1]).isCloseTo(0.27, within(1e-12));
    assertThat(turned[elbow * 3] - turned[shoulder * 3]).isCloseTo(0.01, within(1e-12));
    for (int j = 0; j < 24; j++) {
      boolean moved = j == 18 || j == 20 || j == 22;
      assertThat(turned[j * 3 + 1] != rest[j * 3 + 1]).as("joint %d", j).isEqualTo(moved);
    }
  }

  @Test
  void shape_stretches_bones_by_its_weights() {
    double[] betas = new double[10];
    betas[0] = 2;
    betas[1] = -1;
    double[] offsets = Skeleton.offsets(betas);

    // Knees: 1 + 2 * 0.045 - 0.030.
    assertThat(offsets[4 * 3 + 1]).isCloseTo(-0.40 * 1.06, within(1e-15));
    // The pelvis has no bone.
    assertThat(offsets[0]).isZero();
  }

  @Test
  void the_last_shape_stretches_the_head_alone_and_by_a_hundredth() {
    double[] betas = new double[10];
    betas[9] = 3;
    double[] rest = Skeleton.offsets(new double[10]);
    double[] offsets = Skeleton.offsets(betas);

    for (int j = 0; j < 24; j++) {
      double factor = j == 15 ? 1.03 : 1;
      assertThat(offsets[j * 3 + 1])
          .as("joint %d", j)
          .isCloseTo(factor * rest[j * 3 + 1], within(1e-15));
    }
  }

  @Test
  void tables_cannot_be_written_to() {
    Skeleton.restOffsets()[1][0] = 9;
    Skeleton.parents()[1] = 9;
    Skeleton.shapeWeights()[1][0] = 9;

    assertThat(Skeleton.restOffsets()[1][0]).isEqualTo(0.09);
    assertThat(Skeleton.parents()[1]).isZero();
    assertThat(Skeleton.shapeWeights()[1][0]).isEqualTo(0.030);
  }
}
