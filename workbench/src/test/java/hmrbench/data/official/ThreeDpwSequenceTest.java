package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointTrack;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.official.RawThreeDpw.Truth;
import hmrbench.io.JoblibOut;
import hmrbench.io.NdArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up sequence files of 3DPW: which frames are kept, and what is read from them. */
class ThreeDpwSequenceTest {

  private static final int FRAMES = 4;
  private static final int[] KEY_POINTS = {10, 9, 8, 11, 12, 13, 4, 3, 2, 5, 6, 7};

  /** A quarter turn about z, and a shift that must not enter the rotations. */
  private static final double[] CAMERA = {0, -1, 0, 7, 1, 0, 0, 8, 0, 0, 1, 9, 0, 0, 0, 1};

  @TempDir Path folder;

  private final Map<String, Object> entries = new LinkedHashMap<>();
  private final double[] points = new double[FRAMES * 3 * 18];

  @BeforeEach
  void fill() {
    double[] cameras = new double[FRAMES * 16];
    double[] shifts = new double[FRAMES * 3];
    for (int t = 0; t < FRAMES; t++) {
      System.arraycopy(CAMERA, 0, cameras, t * 16, 16);
      shifts[t * 3 + 2] = t;
      see(t, 7);
    }
    entries.put("sequence", "walk_00");
    entries.put("cam_poses", NdArray.of(cameras, FRAMES, 4, 4));
    entries.put("poses", List.of(NdArray.of(new double[FRAMES * 72], FRAMES, 72)));
    entries.put("trans", List.of(NdArray.of(shifts, FRAMES, 3)));
    entries.put(
        "campose_valid", List.of(NdArray.of(new boolean[] {true, true, false, true}, FRAMES)));
    entries.put(
        "betas", List.of(NdArray.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 12)));
    keepPoints();
  }

  private void keepPoints() {
    entries.put("poses2d", List.of(NdArray.of(points, FRAMES, 3, 18)));
  }

  /** The first so many of the twelve key points are seen well in a frame. */
  private void see(int frame, int count) {
    for (int k = 0; k < KEY_POINTS.length; k++) {
      points[confidence(frame, KEY_POINTS[k])] = k < count ? 0.31 : 0.3;
    }
  }

  private static int confidence(int frame, int point) {
    return (frame * 3 + 2) * 18 + point;
  }

  private ThreeDpwSequence.Person person() {
    return people(false).get(0);
  }

  private List<ThreeDpwSequence.Person> people(boolean official) {
    return ThreeDpwSequence.read(file()).people(official);
  }

  private Path file() {
    return JoblibOut.write(folder.resolve("walk_00.pkl"), entries);
  }

  @Test
  void frames_with_more_than_six_of_twelve_points_are_kept() {
    see(1, 6);
    // Points that the converter does not look at, and places instead of confidences.
    for (int point : new int[] {0, 1, 14, 15, 16, 17}) {
      points[confidence(1, point)] = 1;
    }
    for (int point = 0; point < 18; point++) {
      points[(1 * 3) * 18 + point] = 500;
    }
    keepPoints();
    assertThat(person().frames()).containsExactly(0, 2, 3);
    assertThat(person().valid()).containsExactly(true, false, true);
    assertThat(person().shift().at(2, 2)).isEqualTo(3);
    assertThat(people(true).get(0).frames()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void each_of_the_twelve_points_counts() {
    for (int left : KEY_POINTS) {
      see(2, 12);
      for (int k = 0, more = 0; k < KEY_POINTS.length && more < 5; k++) {
        if (KEY_POINTS[k] != left) {
          points[confidence(2, KEY_POINTS[k])] = 0.1;
          more++;
        }
      }
      keepPoints();
      assertThat(person().frames()).contains(2);
      points[confidence(2, left)] = 0.3;
      keepPoints();
      assertThat(person().frames()).doesNotContain(2);
    }
  }

  @Test
  void the_challenge_counts_frames_whose_points_are_not_all_zero() {
    java.util.Arrays.fill(points, 0);
    points[2 * 54] = 3;
    points[3 * 54 + 53] = 0.2;
    keepPoints();
    assertThat(people(true).get(0).frames()).containsExactly(2, 3);
    assertThat(people(false)).isEmpty();
  }

  @Test
  void the_root_is_turned_into_camera_axes_and_the_rest_is_not() {
    double[] poses = new double[FRAMES * 72];
    poses[1 * 72] = Math.PI / 2; // root of frame 1: a quarter turn about x
    poses[1 * 72 + 4] = Math.PI / 2; // joint 1 of frame 1: about y
    entries.put("poses", List.of(NdArray.of(poses, FRAMES, 72)));
    FloatGrid rotations = person().rotations();
    assertMatrix(rotations, 0, 0, 0, -1, 0, 1, 0, 0, 0, 0, 1);
    assertMatrix(rotations, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1);
    // z by 90 degrees after x by 90 degrees: x to y, y to z, z to x.
    assertMatrix(rotations, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0);
    assertMatrix(rotations, 1, 1, 0, 0, 1, 0, 1, 0, -1, 0, 0);
  }

  private static void assertMatrix(FloatGrid rotations, int frame, int joint, double... expected) {
    for (int i = 0; i < 9; i++) {
      assertThat((double) rotations.at(frame, joint, i / 3, i % 3))
          .isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void ten_shape_values_are_taken_in_every_frame_and_fewer_are_refused() {
    FloatGrid betas = person().betas();
    assertThat(betas.shape()).containsExactly(4, 10);
    for (int k = 0; k < 10; k++) {
      assertThat(betas.at(3, k)).isEqualTo(k + 1);
    }
    entries.put("betas", List.of(NdArray.of(new double[10], 10)));
    assertThat(person().betas().at(0, 9)).isZero();
    entries.put("betas", List.of(NdArray.of(new double[9], 9)));
    refused("betas: expected 10 or more values, got float64 [9]");
  }

  @Test
  void people_are_numbered_and_their_gender_is_the_first_letter() {
    for (String key : List.of("poses", "trans", "campose_valid", "betas", "poses2d")) {
      List<Object> two = new ArrayList<>((List<?>) entries.get(key));
      two.add(two.get(0));
      entries.put(key, two);
    }
    assertThat(people(false))
        .extracting(ThreeDpwSequence.Person::name, ThreeDpwSequence.Person::gender)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("walk_00_0", ""),
            org.assertj.core.groups.Tuple.tuple("walk_00_1", ""));
    entries.put("genders", List.of("m", "f"));
    assertThat(people(false))
        .extracting(ThreeDpwSequence.Person::gender)
        .containsExactly("male", "female");
    entries.put("genders", List.of("f"));
    assertThat(people(false))
        .extracting(ThreeDpwSequence.Person::gender)
        .containsExactly("female", "");
    entries.put("trans", List.of(((List<?>) entries.get("trans")).get(0)));
    refused("trans: expected as many entries as poses has, 2, got 1");
  }

  @Test
  void arrays_of_another_shape_and_numbers_that_are_none_are_refused() {
    entries.put("poses", List.of(NdArray.of(new double[FRAMES * 71], FRAMES, 71)));
    refused("poses: expected [4, 72], got float64 [4, 71]");
    double[] poses = new double[FRAMES * 72];
    poses[80] = Double.NaN;
    entries.put("poses", List.of(NdArray.of(poses, FRAMES, 72)));
    refused("poses and trans: expected finite numbers, got NaN or infinity");
    fill();
    entries.put("trans", List.of(NdArray.of(new double[FRAMES * 2], FRAMES, 2)));
    refused("trans: expected [4, 3], got float64 [4, 2]");
    double[] shift = new double[FRAMES * 3];
    shift[11] = Double.POSITIVE_INFINITY;
    entries.put("trans", List.of(NdArray.of(shift, FRAMES, 3)));
    refused("poses and trans: expected finite numbers, got NaN or infinity");
    fill();
    entries.put("campose_valid", List.of(NdArray.of(new boolean[3], 3)));
    refused("campose_valid: expected [4], got bool [3]");
    fill();
    entries.put("poses2d", List.of(NdArray.of(new double[FRAMES * 3 * 17], FRAMES, 3, 17)));
    refused("poses2d: expected [4, 3, 18], got float64 [4, 3, 17]");
    assertThatThrownBy(() -> people(true)).hasMessageContaining("poses2d: expected [4, 3, 18]");
    fill();
    entries.put("cam_poses", NdArray.of(new double[FRAMES * 12], FRAMES, 3, 4));
    refused("cam_poses: expected [4, 4, 4], got float64 [4, 3, 4]");
  }

  private void refused(String sentence) {
    Path file = file();
    assertThatThrownBy(() -> people(false))
        .isInstanceOf(Fault.class)
        .hasMessage("%s: %s; fetch the file again", file, sentence);
  }

  @Test
  void a_clip_adds_the_shift_to_the_joints_of_the_body() {
    Path file = file();
    BodyJoints body =
        (smpl, joints, rate) ->
            new JointTrack(
                joints,
                CoordinateFrame.CAMERA,
                rate,
                FloatGrid.zeros(smpl.frames(), joints.size(), 3));
    RawThreeDpw config = new RawThreeDpw("raw", List.of(file), 30, Path.of("none"), Truth.TCMR);
    try (RawThreeDpwDataset data = new RawThreeDpwDataset(config, body)) {
      assertThat(data.name()).isEqualTo("raw");
      assertThat(data.nativeFramesPerSecond()).isEqualTo(30);
      assertThat(data.frameRates()).containsExactly(5.0, 6.0, 7.5, 10.0, 15.0, 30.0);
      Clip clip = data.clip(0, 15);
      assertThat(clip.framesPerSecond()).isEqualTo(15);
      assertThat(clip.truth().framesPerSecond()).isEqualTo(15);
      assertThat(clip.frameLabels()).containsExactly("0", "2");
      assertThat(clip.signals().get("source_frame").presentValues()).containsExactly(0, 2);
      assertThat(clip.valid().indices()).containsExactly(0);
      assertThat(clip.truth().metres().at(1, 13, 2)).isEqualTo(2);
      assertThat(clip.truth().metres().at(1, 13, 1)).isZero();
      assertThat(clip.truth().metres().at(0, 13, 2)).isZero();
    }
    Path again = JoblibOut.write(folder.resolve("again.pkl"), entries);
    RawThreeDpw two = new RawThreeDpw("raw", List.of(file, again), 30, Path.of("none"), Truth.TCMR);
    assertThatThrownBy(() -> new RawThreeDpwDataset(two, body))
        .isInstanceOf(Fault.class)
        .hasMessage("data set raw: sequence walk_00_0 is in two files; name one of them");
  }
}
