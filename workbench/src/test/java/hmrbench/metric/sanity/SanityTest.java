package hmrbench.metric.sanity;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Remark;
import hmrbench.core.Rotations;
import hmrbench.metric.SequencePrediction;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanityTest {

  private static final int FRAMES = 40;

  /** A standing person of 1.7 m, y down, who sways: [right ankle ... head], in metres. */
  private static final float[][] STANDING = {
    {-.10f, .85f, 0}, {-.10f, .43f, .02f}, {-.10f, 0, 0}, {.10f, 0, 0}, {.10f, .43f, .02f},
    {.10f, .85f, 0}, {-.45f, -.05f, .1f}, {-.32f, -.25f, 0}, {-.18f, -.50f, 0}, {.18f, -.50f, 0},
    {.32f, -.25f, 0}, {.45f, -.05f, .3f}, {0, -.58f, 0}, {0, -.75f, .02f}
  };

  private static JointTrack track(double scale, Change change) {
    float[] values = new float[FRAMES * 14 * 3];
    for (int t = 0; t < FRAMES; t++) {
      for (int j = 0; j < 14; j++) {
        float[] p = STANDING[j].clone();
        p[0] += (float) (0.02 * Math.sin(t / 5.0) * p[1]);
        float[] q = change.of(t, j, p);
        for (int axis = 0; axis < 3; axis++) {
          values[(t * 14 + j) * 3 + axis] = (float) (scale * q[axis]);
        }
      }
    }
    return new JointTrack(
        JointSet.SMPL14, CoordinateFrame.CAMERA, 30, FloatGrid.owning(values, FRAMES, 14, 3));
  }

  private interface Change {
    float[] of(int frame, int joint, float... point);
  }

  private static final JointTrack TRUTH = track(1, (t, j, p) -> p);

  private static List<SequencePrediction> predicted(JointTrack track) {
    return List.of(
        new SequencePrediction(
            "walk",
            TRUTH,
            track,
            Optional.empty(),
            FrameMask.all(FRAMES),
            IntStream.range(0, FRAMES).boxed().toList()));
  }

  private static List<Integer> frames() {
    return IntStream.range(0, FRAMES).boxed().toList();
  }

  @Test
  void a_person_raises_no_doubt() {
    assertThat(SizeCheck.of("a", "joints", TRUTH.metres())).isEmpty();
    assertThat(BoneCheck.ofPrediction("a", TRUTH)).isEmpty();
    assertThat(SpeedCheck.of("a", frames(), TRUTH)).isEmpty();
    // Off by 5 cm in another way at every joint.
    JointTrack off = track(1, (t, j, p) -> new float[] {p[0] + .05f * (j % 2), p[1], p[2]});
    assertThat(AlignmentCheck.of("a", predicted(off))).isEmpty();
    assertThat(SidesCheck.of("a", predicted(off))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1000, unit-mm", "100, unit-cm", "1e5, size", "1e-3, size"})
  void another_unit_is_named(double scale, String kind) {
    assertThat(SizeCheck.of("a", "joints", track(scale, (t, j, p) -> p).metres()))
        .map(Remark::kind)
        .contains(kind);
  }

  @Test
  void degrees_are_told_from_radians() {
    float[] degrees = new float[72];
    java.util.Arrays.fill(degrees, 20);
    // 20 degrees on each axis are a vector of 34.6.
    assertThat(TurnCheck.of("a", FloatGrid.owning(degrees, 1, 72)).map(Remark::toString))
        .contains(
            "a: pose: 100 % of the axis-angle vectors are longer than a full turn in radians (the"
                + " longest is 34.6), as they are in degrees; say --angles degrees (angles: degrees"
                + " in a config), or give radians");
    float[] radians = new float[72];
    java.util.Arrays.fill(radians, 3.6f); // 6.24, just below a turn
    assertThat(TurnCheck.of("a", FloatGrid.owning(radians, 1, 72))).isEmpty();
  }

  @Test
  void a_matrix_that_mirrors_or_stretches_is_no_rotation() {
    FloatGrid sound = Rotations.fromAxisAngle(FloatGrid.zeros(2, 72));
    assertThat(RotationCheck.of("a", List.of("7", "8"), sound)).isEmpty();
    float[] values = new float[sound.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sound.get(i);
    }
    values[(24 + 4) * 9] = -1;
    assertThat(
            RotationCheck.of(
                    "a", List.of("7", "8"), FloatGrid.owning(values.clone(), sound.shape()))
                .map(Remark::sentence))
        .contains(
            "rotations: 1 of 48 matrices are no rotations: that of left_knee in frame 8 is off by"
                + " 2.00 with determinant -1.000; check their axes and how they were made");
    values[(24 + 4) * 9] = 1.1f;
    assertThat(
            RotationCheck.of("a", List.of("7", "8"), FloatGrid.owning(values, sound.shape()))
                .map(Remark::sentence))
        .contains(
            "rotations: 1 of 48 matrices are no rotations: that of left_knee in frame 8 is off by"
                + " 0.210 with determinant 1.100; check their axes and how they were made");
  }

  @Test
  void the_matrix_that_is_farthest_off_is_named_with_its_determinant() {
    FloatGrid sound = Rotations.fromAxisAngle(FloatGrid.zeros(2, 72));
    float[] values = new float[sound.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sound.get(i);
    }
    values[0] = 1.02f;
    // Determinant 1 (50 - 48) - 2 (40 - 42) + 3 (32 - 35); the last column is 145 long, squared.
    float[] wrong = {1, 2, 3, 4, 5, 6, 7, 8, 10};
    System.arraycopy(wrong, 0, values, 30 * 9, 9);
    values[47 * 9] = 1.03f;
    assertThat(
            RotationCheck.of("a", List.of("7", "8"), FloatGrid.owning(values, sound.shape()))
                .map(Remark::sentence))
        .contains(
            "rotations: 3 of 48 matrices are no rotations: that of spine2 in frame 8 is off by"
                + " 144 with determinant -3.000; check their axes and how they were made");
  }

  @Test
  void the_size_of_a_person_is_the_diagonal_of_the_median_frame() {
    // Ten points from the origin to (2, 3, 6) and, in one frame of three, ten times as far.
    float[] values = new float[3 * 10 * 3];
    for (int t = 0; t < 3; t++) {
      float[] corner = {2, 3, 6};
      for (int axis = 0; axis < 3; axis++) {
        values[(t * 10 + 4) * 3 + axis] = corner[axis] * (t == 0 ? 10 : 1);
      }
    }
    assertThat(
            SizeCheck.of("a", "joints", FloatGrid.owning(values, 3, 10, 3)).map(Remark::sentence))
        .contains(
            "joints: the box around a person has a diagonal of 7.000 in the median frame, which is"
                + " no person in metres, centimetres or millimetres; check the array");
  }

  @Test
  void bones_that_nobody_has_or_that_change_are_named() {
    int ankle = JointSet.SMPL14.indexOf(Joint.LEFT_ANKLE);
    JointTrack longer = track(1, (t, j, p) -> j == ankle ? new float[] {p[0], 1.4f, p[2]} : p);
    assertThat(BoneCheck.ofPrediction("a", longer).orElseThrow().sentence())
        .startsWith("bones that no one has: left shank 0.97")
        .contains("(people have 0.14 to 0.71)");
    JointTrack changing =
        track(1, (t, j, p) -> j == ankle ? new float[] {p[0], t % 2 == 0 ? .65f : 1.1f, p[2]} : p);
    assertThat(BoneCheck.ofPrediction("a", changing).orElseThrow().sentence())
        .startsWith("bones that change length over time: left shank from 0.22");
  }

  @Test
  void a_speed_that_no_person_has_is_reported() {
    // An arm that is 0.8 m further away in every second frame: 24 m/s at 30 frames/s.
    int wrist = JointSet.SMPL14.indexOf(Joint.LEFT_WRIST);
    JointTrack fast =
        track(1, (t, j, p) -> j == wrist ? new float[] {p[0], p[1], .8f * (t % 2)} : p);
    assertThat(SpeedCheck.of("a", frames(), fast).orElseThrow().sentence())
        .isEqualTo(
            "in 39 of 39 frames a joint moves faster than 20 m/s against the root, at most"
                + " left_wrist with 24 m/s; check unit, frame rate and the order of frames");
    // Across gaps nothing is known of speed.
    assertThat(SpeedCheck.of("a", frames().stream().map(t -> 2 * t).toList(), fast)).isEmpty();
  }

  @Test
  void axes_root_and_sides_that_are_not_those_of_the_truth_are_reported() {
    JointTrack up = track(1, (t, j, p) -> new float[] {p[0], -p[1], -p[2]});
    assertThat(AlignmentCheck.of("a", predicted(up)).orElseThrow().sentence())
        .startsWith("every frame is turned by the same 180 degrees about x against the truth");
    JointTrack lying = track(1, (t, j, p) -> new float[] {p[0], -p[2], p[1]});
    assertThat(AlignmentCheck.of("a", predicted(lying)).orElseThrow().sentence())
        .startsWith("every frame is turned by the same 90 degrees about x against the truth");
    JointTrack root =
        track(1, (t, j, p) -> j == 2 || j == 3 ? new float[] {p[0], p[1] - .4f, p[2]} : p);
    assertThat(AlignmentCheck.of("a", predicted(root)).orElseThrow().kind()).isEqualTo("root");
    List<Integer> legs = List.of(5, 4, 3, 2, 1, 0);
    JointTrack sides = track(1, (t, j, p) -> j < 6 ? STANDING[legs.get(j)].clone() : p);
    assertThat(SidesCheck.of("a", predicted(sides)).orElseThrow().sentence())
        .startsWith("left and right legs look exchanged: MPJPE is 8")
        .endsWith("with them the other way round; check the order of the joints");
  }

  @Test
  void no_frame_raises_no_doubt() {
    assertThat(TurnCheck.of("a", FloatGrid.zeros(0, 72))).isEmpty();
    assertThat(SizeCheck.of("a", "joints", FloatGrid.zeros(0, 24, 3))).isEmpty();
    assertThat(AlignmentCheck.of("a", Collections.emptyList())).isEmpty();
    assertThat(SidesCheck.of("a", Collections.emptyList())).isEmpty();
  }
}
