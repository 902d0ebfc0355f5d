package hmrbench.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraRootTest {

  private static final double ROUNDING = 1e-12;

  /** A quarter turn about y: x goes to -z, z goes to x. */
  private static final double[] QUARTER = {0, 0, 1, 0, 1, 0, -1, 0, 0};

  private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  private static CameraPath camera(double... turn) {
    return new CameraPath(Orientations.owning(turn), Positions.owning(1, 1, 10, 20, 30));
  }

  @Test
  void the_pelvis_is_turned_and_not_the_origin_of_the_model() {
    CameraRoot seen =
        new CameraRoot(
            Orientations.owning(IDENTITY), Positions.owning(1, 1, 1, 2, 3), camera(QUARTER));
    Positions restPelvis = Positions.owning(1, 1, 0.1, -0.2, 0.3);

    WorldRoot root = seen.inWorld(restPelvis);

    // The pelvis is at (1.1, 1.8, 3.3) before the camera, so at (10 + 3.3, 20 + 1.8, 30 - 1.1).
    assertThat(root.translations().flat(0, 1))
        .containsExactly(new double[] {13.3 - 0.1, 21.8 + 0.2, 28.9 - 0.3}, within(ROUNDING));
    assertThat(root.orientations().matrix(0)).containsExactly(QUARTER);
  }

  @Test
  void points_go_into_the_world_and_back() {
    CameraPath camera = camera(QUARTER);
    Positions points = Positions.owning(1, 2, 1, 2, 3, -4, 5, -6);

    Positions back = camera.toCamera(camera.toWorld(points));

    assertThat(back.flat(0, 1)).containsExactly(points.flat(0, 1), within(ROUNDING));
  }

  @Test
  void a_matrix_from_world_to_camera_is_the_inverse_of_the_pose() {
    // R^T of the quarter turn, and -R^T C.
    double[] worldToCamera = {0, 0, -1, 30, 0, 1, 0, -20, 1, 0, 0, -10, 0, 0, 0, 1};

    assertThat(CameraPath.ofWorldToCamera(worldToCamera)).isEqualTo(camera(QUARTER));
  }

  @Test
  void a_mirror_or_a_stretch_is_no_rotation() {
    double[] mirror = {-1, 0, 0, 0, 1, 0, 0, 0, 1};
    double[] stretch = {1.1, 0, 0, 0, 1, 0, 0, 0, 1};

    assertThat(Orientations.owning(IDENTITY).firstUnsound()).isEqualTo(-1);
    assertThat(Orientations.owning(mirror).firstUnsound()).isZero();
    assertThat(Orientations.owning(stretch).firstUnsound()).isZero();
  }

  @Test
  void up_is_the_axis_along_which_people_stand() {
    assertThat(UpAxis.ofStanding(0.1, -1.4, 0.2)).contains(UpAxis.MINUS_Y);
    assertThat(UpAxis.ofStanding(0, 0.2, 1.5)).contains(UpAxis.PLUS_Z);
    assertThat(UpAxis.ofStanding(1, 1, 0)).isEqualTo(Optional.empty());
    assertThat(UpAxis.ofStanding(0, 0, 0)).isEqualTo(Optional.empty());
  }
}
