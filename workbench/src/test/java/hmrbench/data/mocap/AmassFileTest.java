package hmrbench.data.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.data.mocap.MocapReading.Up;
import hmrbench.io.NdArray;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.TreeNode;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmassFileTest {

  @TempDir Path folder;

  @Test
  void takes_the_joints_and_names_of_the_official_converter() {
    TreeNode expected = Joblib.read(Shared.golden("preprocessed_data/amass_db.pt"));
    double[] theta = expected.key("theta").array().doubles();
    String[] names = expected.key("vid_name").array().strings();
    int row = 0;
    for (String file : List.of("s01/short_poses", "s01/walk_poses", "s02/turn_poses")) {
      Path path = Shared.golden("raw/amass/CMU/%s.npz".formatted(file));
      assertThat(AmassFile.looksLike(path)).isTrue();
      AmassFile amass = AmassFile.open(path);
      for (double[] pose : amass.axisAngle(Integer.MAX_VALUE)) {
        assertThat(names[row]).isEqualTo(BvhFiles.amassNameOf(path, List.of()));
        for (int k = 0; k < pose.length; k++) {
          assertThat(pose[k]).isEqualTo(theta[row * 82 + k]);
        }
        row++;
      }
    }
    assertThat(row).isEqualTo(names.length);
  }

  /**
   * Two frames at 60 Hz, the second with the whole body turned about the vertical (z). Its folders
   * have fixed names: the sequence has them too, and decides the camera.
   */
  private Path made() {
    double[] poses = new double[2 * 156];
    poses[0] = Math.PI / 2; // z up: a person who stands is turned from y up
    poses[156] = Math.PI / 2;
    Path file = folder.resolve("made/s01/walk.npz");
    Npz.write(
        file,
        Map.of(
            "poses", NdArray.of(poses, 2, 156),
            "mocap_framerate", NdArray.of(new double[] {60}, 1)));
    return file;
  }

  @Test
  void a_person_who_stands_in_the_file_stands_upright_before_the_camera() {
    try (MocapDataset data =
        new MocapDataset(
            "amass",
            List.of(made()),
            Optional.empty(),
            1,
            Optional.empty(),
            MocapReading.DETECTED,
            16)) {
      assertThat(data.nativeFramesPerSecond()).isEqualTo(60);
      Clip clip = data.clip(0, 60);
      assertThat(clip.frames()).isEqualTo(2);
      assertThat(clip.tags()).containsEntry("naming", "amass");
      JointSet joints = clip.truth().joints();
      int head = joints.indexOf(Joint.HEAD);
      int ankle = joints.indexOf(Joint.LEFT_ANKLE);
      float height =
          Math.abs(clip.truth().metres().at(0, head, 1) - clip.truth().metres().at(0, ankle, 1));
      float depth =
          Math.abs(clip.truth().metres().at(0, head, 2) - clip.truth().metres().at(0, ankle, 2));
      assertThat(height).isCloseTo(1.45f, within(0.2f));
      assertThat(depth).isLessThan(0.4f);
    }
  }

  @Test
  void other_archives_are_refused() {
    Path file = folder.resolve("other.npz");
    Npz.write(file, Map.of("poses", NdArray.of(new double[72], 1, 72)));
    assertThatThrownBy(() -> AmassFile.open(file))
        .hasMessage(
            file
                + ": poses: expected [frames, 156], the 52 joints of SMPL-H, got float64 [1, 72];"
                + " name a file of AMASS (SMPL+H)");
  }

  @Test
  void a_pose_that_is_no_angle_names_frame_and_joint() {
    Path file = folder.resolve("walk.npz");
    for (double wrong : new double[] {Double.NaN, 1e30}) {
      double[] poses = new double[2 * 156];
      poses[156 + 4] = wrong;
      Npz.write(
          file,
          Map.of(
              "poses", NdArray.of(poses, 2, 156),
              "mocap_framerate", NdArray.of(new double[] {60}, 1)));
      assertThatThrownBy(
              () ->
                  AmassFile.open(file)
                      .rotations(RotationMath.identity(), Optional.empty(), Integer.MAX_VALUE))
          .hasMessage(
              "%s: poses: frame 1, joint 1: expected angles in radians, got %s; fetch the file again"
                  .formatted(file, wrong));
    }
  }

  @Test
  void degrees_are_doubted() {
    Path file = folder.resolve("walk.npz");
    double[] poses = new double[156];
    poses[0] = 90;
    Npz.write(
        file,
        Map.of(
            "poses", NdArray.of(poses, 1, 156),
            "mocap_framerate", NdArray.of(new double[] {60}, 1)));
    assertThat(AmassFile.open(file).remarks(Optional.of(Up.Z), Integer.MAX_VALUE).get(0))
        .isEqualTo(
            Remark.doubt(
                "unit-degrees",
                file.toString(),
                "poses reach 90, which looks like degrees; AMASS has radians"));
  }
}
