package hmrbench.io.bvh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.FormatException;
import hmrbench.io.FormatException.Reason;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BvhTest {

  @TempDir private Path folder;

  private static final String SOUND =
      """
      HIERARCHY
      ROOT Hips
      {
        OFFSET 0 0 0
        CHANNELS 4 Zrotation Yposition Xrotation Xposition
        JOINT Upper Leg {
          OFFSET 0 -2 0
          CHANNELS 1 Yrotation
          End Site
          {
            OFFSET 0 -3 0.5
          }
        }
        JOINT Fixed
        {
          OFFSET 1 0 0
          End Site
          {
            OFFSET 1 0 0
          }
        }
      }
      MOTION
      Frames: 2
      Frame Time: 0.04
      90 10 0 5 0
      0 11 90 6 -90.0e0
      """;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("walk.bvh"), text);
  }

  private void assertMessage(String text, Reason reason, String message) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Bvh.read(file))
        .hasMessage(file + ": " + message)
        .asInstanceOf(InstanceOfAssertFactories.type(FormatException.class))
        .satisfies(fault -> assertThat(fault.reason()).isEqualTo(reason))
        .satisfies(fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.ASKED_WRONGLY));
  }

  @Test
  void sinusoidal_motion_comes_out_as_its_formula() {
    Bvh bvh = Bvh.read(Shared.data("motion/sinusoidal.bvh"));
    double[] rotations = new double[4 * 9];
    double[] positions = new double[4 * 3];

    assertThat(bvh.skeleton().names()).containsExactly("base", "child1", "child2", "child3");
    assertThat(bvh.frames()).isEqualTo(120);
    assertThat(bvh.skeleton().secondsPerFrame()).isEqualTo(1 / 60.0);
    for (int t = 0; t < 120; t++) {
      bvh.globals(t, rotations, positions);
      // child2 turns about x by the tenth number of the frame; its bone is 3 long.
      double angle = Math.toRadians(bvh.value(t, 9));
      assertThat(positions[6]).isEqualTo(-8);
      assertThat(positions[7]).isEqualTo(11);
      assertThat(positions[8]).isEqualTo(5);
      assertThat(positions[10]).isCloseTo(11 + 3 * Math.cos(angle), within(1e-12));
      assertThat(positions[11]).isCloseTo(5 + 3 * Math.sin(angle), within(1e-12));
    }
    assertThat(bvh.value(0, 9)).isEqualTo(-90);
    assertThat(bvh.value(30, 9)).isEqualTo(-60);
  }

  @Test
  void channels_may_stand_in_any_order_and_some_may_be_missing() throws IOException {
    Bvh bvh = Bvh.read(file(SOUND));
    double[] rotations = new double[3 * 9];
    double[] positions = new double[3 * 3];

    bvh.globals(0, rotations, positions);
    // Root at (5, 10, 0), a quarter turn about z: down becomes right.
    assertThat(positions)
        .containsExactly(new double[] {5, 10, 0, 7, 10, 0, 5, 11, 0}, within(1e-12));

    bvh.globals(1, rotations, positions);
    // A quarter turn about x: down becomes back.
    assertThat(positions)
        .containsExactly(new double[] {6, 11, 0, 6, 11, -2, 7, 11, 0}, within(1e-12));
    assertThat(bvh.skeleton().joints().get(1).name()).isEqualTo("Upper Leg");
    assertThat(bvh.skeleton().joints().get(1).end()).contains(new BvhSkeleton.Offset(0, -3, 0.5));
    assertThat(bvh.skeleton().joints().get(2).channels()).isEmpty();
  }

  @Test
  void rotations_apply_in_the_order_of_the_channels() throws IOException {
    String text = SOUND.replace("Zrotation Yposition Xrotation", "Xrotation Yposition Zrotation");
    Bvh bvh = Bvh.read(file(text.replace("90 10 0 5 0", "90 10 90 5 0")));
    double[] rotations = new double[3 * 9];
    bvh.globals(0, rotations, new double[9]);

    // R = Rx Rz: x goes to y by Rz, then y to z by Rx.
    assertThat(rotations[6]).isCloseTo(1, within(1e-12));
  }

  @Test
  void the_rest_pose_has_every_joint_at_its_offset() throws IOException {
    double[] positions = new double[9];
    Bvh.read(file(SOUND)).globals(-1, new double[27], positions);

    assertThat(positions).containsExactly(0, 0, 0, 0, -2, 0, 1, 0, 0);
  }

  @Test
  void lengths_are_scaled_and_angles_are_not() throws IOException {
    Bvh bvh = Bvh.read(file(SOUND), 0.01);
    double[] positions = new double[9];
    bvh.globals(0, new double[27], positions);

    assertThat(positions)
        .containsExactly(new double[] {0.05, 0.10, 0, 0.07, 0.10, 0, 0.05, 0.11, 0}, within(1e-12));
    assertThat(bvh.value(0, 0)).isEqualTo(90);
  }

  @Test
  void the_skeleton_can_be_read_without_the_frames() throws IOException {
    BvhSkeleton skeleton = Bvh.readSkeleton(file(SOUND.substring(0, SOUND.indexOf("90 10 0 5 0"))));

    assertThat(skeleton.frames()).isEqualTo(2);
    assertThat(skeleton.channels()).isEqualTo(5);
    assertThat(skeleton.indexOf("hips")).contains(0);
  }

  @Test
  void a_file_that_breaks_off_names_the_frame() throws IOException {
    assertMessage(
        SOUND.substring(0, SOUND.indexOf(" 6 -90")),
        Reason.CORRUPT,
        "corrupt at line 27: frame 2 of 2: expected 5 numbers, got 3 before the end of the file;"
            + " fetch the file again");
  }

  @Test
  void a_file_that_breaks_off_in_the_hierarchy_names_the_joint() throws IOException {
    assertMessage(
        SOUND.substring(0, SOUND.indexOf("  JOINT Fixed")),
        Reason.CORRUPT,
        "corrupt at line 14: Hips: expected JOINT, End Site or }, got the end of the file; fetch"
            + " the file again");
  }

  @Test
  void another_kind_of_file_is_told_apart() throws IOException {
    assertMessage(
        "Kaydara FBX Binary",
        Reason.NOT_THIS_FORMAT,
        "another format at line 1: start of the file: expected HIERARCHY, got something else;"
            + " check the path");
    assertMessage("", Reason.NOT_THIS_FORMAT, "an empty file: fetch it again");
  }

  @Test
  void an_unknown_channel_is_not_supported() throws IOException {
    assertMessage(
        SOUND.replace("CHANNELS 1 Yrotation", "CHANNELS 1 Yscale"),
        Reason.UNSUPPORTED,
        "unsupported at line 8: CHANNELS of Upper Leg: expected X, Y or Z with position or"
            + " rotation, 1 of them, got Yscale; convert the file, or ask for the feature");
  }

  @Test
  void two_roots_are_not_supported() throws IOException {
    assertMessage(
        SOUND.replace("MOTION", "ROOT Other"),
        Reason.UNSUPPORTED,
        "unsupported at line 23: hierarchy: expected one ROOT, got another one; convert the file,"
            + " or ask for the feature");
  }

  @Test
  void a_word_among_the_numbers_is_named_with_its_line() throws IOException {
    assertMessage(
        SOUND.replace("90 10 0 5 0", "90 10 nan 5 0"),
        Reason.CORRUPT,
        "corrupt at line 26: frame 1, channel 3: expected a number, got nan; fetch the file"
            + " again");
    assertMessage(
        SOUND.replace("90 10 0 5 0", "90 10 1e999 5 0"),
        Reason.CORRUPT,
        "corrupt at line 26: frame 1, channel 3: expected a finite number, got 1e999; fetch the"
            + " file again");
  }

  @Test
  void whole_frames_beyond_those_announced_are_left_out() throws IOException {
    Bvh bvh = Bvh.read(file(SOUND + "1 2 3 4 5\n"));
    assertThat(bvh.frames()).isEqualTo(2);
    assertThat(bvh.extraFrames()).isEqualTo(1);
  }

  @Test
  void a_frame_with_a_number_more_is_an_error_since_it_would_shift_all_that_follow()
      throws IOException {
    assertMessage(
        SOUND.replace("90 10 0 5 0", "90 10 0 5 0 7"),
        Reason.CORRUPT,
        "corrupt at line 26: frame 1 of 2: expected 5 numbers in its line, got 6; fetch the file"
            + " again");
  }

  @Test
  void a_frame_may_be_broken_into_lines() throws IOException {
    Bvh bvh = Bvh.read(file(SOUND.replace("90 10 0 5 0", "90 10 0\r\n5 0")));
    assertThat(bvh.value(0, 3)).isEqualTo(5);
    assertThat(bvh.value(1, 0)).isEqualTo(0);
  }

  @Test
  void a_byte_order_mark_is_passed_and_utf_16_refused() throws IOException {
    assertThat(Bvh.read(file("\ufeff" + SOUND)).frames()).isEqualTo(2);
    assertThat(FileKind.of(ByteSource.open(file("\ufeff" + SOUND)))).isEqualTo(FileKind.BVH);
    Path wide = folder.resolve("wide.bvh");
    Files.write(wide, ("\ufeff" + SOUND).getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> Bvh.read(wide))
        .hasMessage(
            wide
                + ": unsupported at line 1: start of the file: expected text in UTF-8, got UTF-16;"
                + " save it as UTF-8; convert the file, or ask for the feature");
  }

  private static String withPositions(String first, String second) {
    return """
        HIERARCHY
        ROOT Hips
        {
          OFFSET 0 0 0
          CHANNELS 3 Xposition Yposition Zposition
          JOINT Knee
          {
            OFFSET 0 -2 1
            CHANNELS 3 Xposition Yposition Zposition
          }
        }
        MOTION
        Frames: 2
        Frame Time: 0.04
        1 2 3 %s
        1 2 3 %s
        """
        .formatted(first, second);
  }

  private double[] knee(String first, String second) throws IOException {
    double[] positions = new double[6];
    Bvh bvh = Bvh.read(file(withPositions(first, second)));
    bvh.globals(1, new double[18], positions);
    return Arrays.copyOfRange(positions, 3, 6);
  }

  @Test
  void positions_near_the_offsets_replace_them() throws IOException {
    assertThat(knee("0 -2 1", "0 -2.25 1")).containsExactly(1, -0.25, 4);
    assertThat(Bvh.read(file(withPositions("0 -2 1", "0 -2.25 1"))).addsPositions()).isFalse();
  }

  @Test
  void positions_near_zero_are_added_to_the_offsets() throws IOException {
    assertThat(knee("0 0 0", "0 -0.25 0")).containsExactly(1, -0.25, 4);
    Bvh bvh = Bvh.read(file(withPositions("0 0 0", "0 -0.25 0")));
    assertThat(bvh.addsPositions()).isTrue();
    assertThat(bvh.positionsAreUnclear()).isFalse();
  }

  @Test
  void positions_between_are_unclear() throws IOException {
    assertThat(Bvh.read(file(withPositions("0 -1 0.5", "0 -1 0.5"))).positionsAreUnclear())
        .isTrue();
  }

  @Test
  void part_of_a_frame_beyond_those_announced_is_an_error() throws IOException {
    assertMessage(
        SOUND + "1 2 3 4\n",
        Reason.CORRUPT,
        "corrupt at line 29: after frame 2: expected whole frames of 5 numbers, got 4 numbers;"
            + " fetch the file again");
  }

  @Test
  void a_made_up_number_of_frames_does_not_fill_the_memory() throws IOException {
    assertMessage(
        SOUND.replace("Frames: 2", "Frames: 2000000000"),
        Reason.CORRUPT,
        "corrupt at line 24: Frames: expected at most %d of 5 channels in %d bytes, got"
                .formatted(((SOUND.length() + 9) / 2 + 1) / 5, SOUND.length() + 9)
            + " 2000000000; fetch the file again");
  }

  @Test
  void a_frame_time_of_zero_is_an_error() throws IOException {
    assertMessage(
        SOUND.replace("0.04", "0"),
        Reason.CORRUPT,
        "corrupt at line 25: Frame Time: expected seconds above 0, got 0.0; fetch the file again");
  }

  @Test
  void a_missing_file_is_a_fault_that_names_it() {
    Path missing = folder.resolve("none.bvh");

    assertThatThrownBy(() -> Bvh.read(missing))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(missing.toString());
  }
}
