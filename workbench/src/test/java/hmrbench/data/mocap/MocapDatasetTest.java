package hmrbench.data.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.data.FrameRates;
import hmrbench.testing.Shared;
import hmrbench.testing.SkeletonInWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MocapDatasetTest {

  private static final int F = 8;

  @TempDir private Path folder;

  private static MocapDataset of(double maxSeconds, Path... files) {
    return new MocapDataset(
        "mocap",
        List.of(files),
        Optional.of(30.0),
        1,
        Optional.of(maxSeconds),
        MocapReading.DETECTED,
        F);
  }

  @Test
  void a_cmu_recording_becomes_a_clip_of_our_body() {
    MocapDataset set = of(4, Shared.data("motion/cmu_01_01.bvh"));
    Clip clip = set.clip(0, 30);

    assertThat(set.sequences()).containsExactly("cmu_01_01");
    assertThat(set.frameRates()).contains(120.0, 60.0, 40.0, 30.0, 24.0, 20.0, 15.0, 10.0);
    assertThat(set.nativeFramesPerSecond()).isEqualTo(30);
    assertThat(clip.framesPerSecond()).isEqualTo(30);
    assertThat(clip.frames()).isEqualTo(120);
    // Frame 0 of the file is the T pose of its exporter.
    assertThat(clip.frameLabels()).startsWith("1", "5", "9");
    assertThat(clip.features().isFinite()).isTrue();
    assertThat(clip.tags()).containsEntry("naming", "cmu").containsEntry("file", "cmu_01_01.bvh");
    assertThat(clip.signals()).containsOnlyKeys("occlusion", "speed_m_per_s", "turned_deg");
  }

  @Test
  void the_person_stands_on_legs_of_our_length() {
    Clip clip = of(4, Shared.data("motion/cmu_01_01.bvh")).clip(0, 30);
    var metres = clip.truth().metres();
    for (int t = 0; t < clip.frames(); t++) {
      double thigh = 0;
      for (int axis = 0; axis < 3; axis++) {
        double d = metres.at(t, 4, axis) - metres.at(t, 3, axis);
        thigh += d * d;
      }
      assertThat(Math.sqrt(thigh)).isCloseTo(0.4005, within(0.01));
      // Neck above the hips, ankles below, in a camera that is nearly upright.
      assertThat(metres.at(t, 12, 1)).isGreaterThan(0.3f);
      assertThat(metres.at(t, 0, 1)).isLessThan(-0.5f);
    }
  }

  @ParameterizedTest
  @CsvSource({"30, 15", "60, 30", "120, 24"})
  void a_rate_is_a_true_decimation_of_its_multiples(int high, int low) {
    MocapDataset set = of(2, Shared.data("motion/cmu_131_01.bvh"));

    assertThat(set.clip(0, low)).isEqualTo(FrameRates.everyNth(set.clip(0, high), high / low));
  }

  @Test
  void a_rate_between_decimations_names_the_file_and_those_that_can_be_had() {
    Path file = Shared.data("motion/cmu_131_01.bvh");
    assertThatThrownBy(() -> of(2, file).clip(0, 25))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(file + " cannot be had at 25 frames per second exactly: use one of")
        .hasMessageContaining("24, 30, 40, 60, 120");
  }

  @Test
  void an_unknown_skeleton_is_an_error_that_lists_the_joints_found() {
    Path file = Shared.data("motion/sinusoidal.bvh");
    assertThatThrownBy(() -> of(2, file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": unknown skeleton: its joints are base, child1, child2, child3; of the families"
                + " cmu, cmu-by-joint, two-spines, mixamo-or-lafan, four-chests, two-spines is the"
                + " nearest, and the file lacks its Hips, LeftHip, RightHip, Ab, LeftKnee,"
                + " RightKnee, LeftAnkle, RightAnkle, Chest, Neck, LeftCollar, RightCollar, Head,"
                + " LeftShoulder, RightShoulder, LeftElbow, RightElbow, LeftWrist, RightWrist; say"
                + " with the key joints what the file calls them (a map, or a YAML file: see the"
                + " README)");
  }

  @Test
  void folders_are_searched_and_equal_names_get_a_number() throws IOException {
    Path source = Shared.data("motion/cmu_131_01.bvh");
    Files.createDirectories(folder.resolve("a/b"));
    Files.copy(source, folder.resolve("a/walk 1.bvh"));
    Files.copy(source, folder.resolve("a/b/walk 1.BVH"));
    Files.writeString(folder.resolve("a/notes.txt"), "no motion");

    assertThat(of(1, folder).sequences()).containsExactly("walk-1", "walk-1-2");
  }

  @Test
  void another_seed_moves_the_camera_and_the_noise() {
    List<Path> files = List.of(Shared.data("motion/cmu_131_01.bvh"));
    Optional<Double> second = Optional.of(1.0);
    Clip one =
        new MocapDataset("m", files, Optional.empty(), 1, second, MocapReading.DETECTED, F)
            .clip(0, 30);
    Clip again =
        new MocapDataset("m", files, Optional.empty(), 1, second, MocapReading.DETECTED, F)
            .clip(0, 30);
    Clip two =
        new MocapDataset("m", files, Optional.empty(), 2, second, MocapReading.DETECTED, F)
            .clip(0, 30);

    assertThat(again).isEqualTo(one);
    assertThat(two.truth()).isNotEqualTo(one.truth());
  }

  @Test
  void nothing_at_a_path_and_a_folder_without_motion_are_faults() {
    Path missing = folder.resolve("none");
    assertThatThrownBy(() -> of(1, missing))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "data set mocap: %s: expected a BVH file or a folder of them, got nothing there; check"
                    .formatted(missing)
                + " the path");
    assertThatThrownBy(() -> of(1, folder))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "data set mocap: %s: expected BVH files in the folder, got none; check the path"
                .formatted(folder));
  }

  @Test
  void a_config_that_asks_for_a_rate_which_a_file_lacks_fails_at_once() {
    Path file = Shared.data("motion/cmu_131_01.bvh");
    assertThatThrownBy(
            () ->
                new MocapDataset(
                    new Mocap(
                        "cmu",
                        List.of(file),
                        Optional.of(50.0),
                        1,
                        Optional.empty(),
                        MocapReading.DETECTED),
                    new SkeletonInWorld()))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("cannot be had at 50 frames per second exactly");
  }

  @Test
  void recordings_of_other_skeletons_share_the_rates_that_both_have() {
    Path boxing = Path.of("/usr/share/assimp/models/BVH/Boxing_Toes.bvh");
    Assumptions.assumeTrue(
        Files.exists(boxing), "skipped: the Debian package assimp-testmodels is not installed");
    MocapDataset set =
        new MocapDataset(
            "mixed",
            List.of(boxing, Shared.data("motion/cmu_131_01.bvh")),
            Optional.empty(),
            1,
            Optional.of(1.0),
            MocapReading.DETECTED,
            F);

    // 100 and 120 frames per second.
    assertThat(set.nativeFramesPerSecond()).isEqualTo(20);
    assertThat(set.clip(0, 20).tags()).containsEntry("naming", "two-spines");
  }
}
