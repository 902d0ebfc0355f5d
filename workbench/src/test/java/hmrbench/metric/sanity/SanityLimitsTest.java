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
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every threshold of the checks, with a value on either side of it. */
class SanityLimitsTest {

  /** 40 steps. */
  private static final int FRAMES = 41;

  private static final double FPS = 30;

  /** As in {@link SanityTest}: a person of 1.7 m, y down. */
  private static final float[][] STANDING = {
    {-.10f, .85f, 0}, {-.10f, .43f, .02f}, {-.10f, 0, 0}, {.10f, 0, 0}, {.10f, .43f, .02f},
    {.10f, .85f, 0}, {-.45f, -.05f, .1f}, {-.32f, -.25f, 0}, {-.18f, -.50f, 0}, {.18f, -.50f, 0},
    {.32f, -.25f, 0}, {.45f, -.05f, .3f}, {0, -.58f, 0}, {0, -.75f, .02f}
  };

  private static final int ANKLE = JointSet.SMPL14.indexOf(Joint.LEFT_ANKLE);
  private static final int WRIST = JointSet.SMPL14.indexOf(Joint.LEFT_WRIST);
  private static final Set<Integer> HIPS =
      Set.of(JointSet.SMPL14.indexOf(Joint.LEFT_HIP), JointSet.SMPL14.indexOf(Joint.RIGHT_HIP));

  private interface Place {
    double[] of(int frame, int joint, float... standing);
  }

  private static JointTrack track(Place place) {
    float[] values = new float[FRAMES * 14 * 3];
    for (int t = 0; t < FRAMES; t++) {
      for (int j = 0; j < 14; j++) {
        double[] p = place.of(t, j, STANDING[j].clone());
        for (int axis = 0; axis < 3; axis++) {
          values[(t * 14 + j) * 3 + axis] = (float) p[axis];
        }
      }
    }
    return new JointTrack(
        JointSet.SMPL14, CoordinateFrame.CAMERA, FPS, FloatGrid.owning(values, FRAMES, 14, 3));
  }

  private static double[] moved(float[] p, double x, double y, double z) {
    return new double[] {p[0] + x, p[1] + y, p[2] + z};
  }

  private static List<Integer> frames() {
    return IntStream.range(0, FRAMES).boxed().toList();
  }

  private static List<SequencePrediction> predicted(JointTrack truth, JointTrack track) {
    return List.of(
        new SequencePrediction(
            "walk", truth, track, Optional.empty(), FrameMask.all(FRAMES), frames()));
  }

  private static final JointTrack STILL = track((t, j, p) -> moved(p, 0, 0, 0));

  private static String kind(Optional<Remark> remark) {
    return remark.map(Remark::kind).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "0.399, 10, size", "0.401, 10, ''", "3.199, 10, ''", "3.201, 10, size",
    "40.1, 10, unit-cm", "319.9, 10, unit-cm", "39.9, 10, size", "320.1, 10, size",
    "401, 10, unit-mm", "3199, 10, unit-mm", "399, 10, size", "3201, 10, size",
    "399, 9, ''"
  })
  void size(double diagonal, int joints, String kind) {
    float[] values = new float[3 * joints];
    values[0] = (float) diagonal;
    assertThat(kind(SizeCheck.of("a", "joints", FloatGrid.owning(values, 1, joints, 3))))
        .isEqualTo(kind);
  }

  @ParameterizedTest
  // 600 vectors: a fiftieth of them are 12. A full turn and half a radian are 6.783.
  @CsvSource({"6.78, 600, ''", "6.79, 600, unit-degrees", "9, 12, unit-degrees", "9, 11, ''"})
  void turns(double length, int vectors, String kind) {
    float[] values = new float[25 * 72];
    for (int i = 0; i < vectors; i++) {
      values[3 * i] = (float) length;
    }
    assertThat(kind(TurnCheck.of("a", FloatGrid.owning(values, 25, 72)))).isEqualTo(kind);
  }

  @ParameterizedTest
  // The square of the stretch is off by a hundredth.
  @CsvSource({"1.0049, ''", "1.0051, no-rotations", "0.9951, ''", "0.9949, no-rotations"})
  void rotations(double stretch, String kind) {
    FloatGrid sound = Rotations.fromAxisAngle(FloatGrid.zeros(1, 72));
    float[] values = new float[sound.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sound.get(i);
    }
    values[0] = (float) stretch;
    assertThat(kind(RotationCheck.of("a", List.of("0"), FloatGrid.owning(values, sound.shape()))))
        .isEqualTo(kind);
  }

  @ParameterizedTest
  // A shank is 0.246 of the height: of 0.75 m less a quarter 0.138, of 2.3 m and a quarter 0.707.
  @CsvSource({"0.137, bone-lengths", "0.139, ''", "0.706, ''", "0.709, bone-lengths"})
  void lengths_of_bones(double shank, String kind) {
    JointTrack track = track((t, j, p) -> j == ANKLE ? below(shank) : moved(p, 0, 0, 0));
    assertThat(kind(BoneCheck.ofTruth("a", track))).isEqualTo(kind);
    assertThat(kind(BoneCheck.ofPrediction("a", track))).isEqualTo(kind);
  }

  @ParameterizedTest
  // In 21 of 41 frames the longer one, which is the median: 0.24 / 1.24 is 0.194, 0.26 / 1.26
  // 0.206;
  // 0.98 / 1.98 is 0.495, 1.02 / 2.02 0.505.
  @CsvSource({
    "1.24, '', ''",
    "1.26, bones-change, ''",
    "1.98, bones-change, ''",
    "2.02, bones-change, bones-change"
  })
  void change_of_bones(double longer, String ofTruth, String ofPrediction) {
    JointTrack track =
        track((t, j, p) -> j == ANKLE ? below(t % 2 == 0 ? .3 * longer : .3) : moved(p, 0, 0, 0));
    assertThat(kind(BoneCheck.ofTruth("a", track))).isEqualTo(ofTruth);
    assertThat(kind(BoneCheck.ofPrediction("a", track))).isEqualTo(ofPrediction);
  }

  /** A left ankle so far below its knee. */
  private static double[] below(double metres) {
    float[] knee = STANDING[JointSet.SMPL14.indexOf(Joint.LEFT_KNEE)];
    return new double[] {knee[0], knee[1] + metres, knee[2]};
  }

  @ParameterizedTest
  // To and fro in every step at 30 frames/s: 19.8 and 20.1 m/s.
  @CsvSource({"0.66, ''", "0.67, speed"})
  void speed(double metres, String kind) {
    JointTrack track = track((t, j, p) -> moved(p, 0, 0, j == WRIST ? metres * (t % 2) : 0));
    assertThat(kind(SpeedCheck.of("a", frames(), track))).isEqualTo(kind);
  }

  @ParameterizedTest
  // Two of 40 steps are a twentieth, three are more.
  @CsvSource({"2, ''", "3, speed"})
  void share_of_fast_steps(int steps, String kind) {
    JointTrack track =
        track((t, j, p) -> moved(p, 0, 0, j == WRIST ? .8 * (Math.min(t / 5, steps) % 2) : 0));
    assertThat(kind(SpeedCheck.of("a", frames(), track))).isEqualTo(kind);
  }

  @ParameterizedTest
  // At 30 frames/s 20 m/s are 0.667 m a frame, 30 m/s are 1 m and 50 m/s are 1.667 m.
  @CsvSource({
    "0.66, 0, '', ''",
    "0.67, 0, jumps, jumps",
    "0, 0.99, '', ''",
    "0, 1.01, jumps, ''",
    "0, 1.66, jumps, ''",
    "0, 1.68, jumps, jumps"
  })
  void jumps(double person, double wrist, String ofTruth, String ofPrediction) {
    JointTrack track =
        track((t, j, p) -> moved(p, t < 20 ? 0 : person, 0, t < 20 || j != WRIST ? 0 : wrist));
    assertThat(kind(JumpCheck.ofTruth("a", frames(), track))).isEqualTo(ofTruth);
    assertThat(kind(JumpCheck.ofPrediction("a", frames(), track))).isEqualTo(ofPrediction);
  }

  @Test
  void a_single_frame_that_is_elsewhere_is_named() {
    JointTrack person = track((t, j, p) -> moved(p, t == 17 ? 3 : 0, 0, 0));
    assertThat(JumpCheck.ofTruth("a", frames(), person))
        .contains(
            Remark.doubt(
                "jumps",
                "a",
                "jumps that no one makes: the whole person by 3.00 m from frame 16 to 17 (90 m/s);"
                    + " the whole person by 3.00 m from frame 17 to 18 (90 m/s) (frames count from"
                    + " 0); check what was cut or joined there"));
    assertThat(SpeedCheck.of("a", frames(), person)).isEmpty();
    JointTrack wrist = track((t, j, p) -> moved(p, 0, j == WRIST && t % 8 == 7 ? 2 : 0, 0));
    assertThat(JumpCheck.ofPrediction("a", frames(), wrist).orElseThrow())
        .isEqualTo(
            Remark.note(
                "jumps",
                "a",
                "jumps that no one makes: left_wrist by 2.00 m from frame 6 to 7 (60 m/s);"
                    + " left_wrist by 2.00 m from frame 7 to 8 (60 m/s); left_wrist by 2.00 m from"
                    + " frame 14 to 15 (60 m/s) and in 7 more steps (frames count from 0); check"
                    + " what was cut or joined there"));
  }

  @Test
  void between_frames_that_are_apart_and_in_a_person_without_a_place_nothing_jumps() {
    JointTrack person = track((t, j, p) -> moved(p, t < 20 ? 0 : 3, 0, 0));
    List<Integer> apart = IntStream.range(0, FRAMES).map(t -> t < 20 ? t : t + 9).boxed().toList();
    assertThat(JumpCheck.ofTruth("a", apart, person)).isEmpty();
    assertThat(JumpCheck.ofTruth("a", frames(), person.relativeToRoot())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"29.5, ''", "30.5, axes"})
  void turn_of_axes(double degrees, String kind) {
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    JointTrack turned =
        track(
            (t, j, p) ->
                new double[] {p[0], cosine * p[1] - sine * p[2], sine * p[1] + cosine * p[2]});
    assertThat(kind(AlignmentCheck.of("a", predicted(STILL, turned)))).isEqualTo(kind);
  }

  @ParameterizedTest
  // Hips that are off move the 12 other joints: 12 of 14 of 0.174 m are 0.149, of 0.176 0.151.
  // What is left of 0.4 m when frames are aligned by their middle: 0.49 with noise of 0.15 m, and
  // 0.51 with 0.16 m.
  @CsvSource({"0.174, 0, ''", "0.176, 0, root", "0.4, 0.15, root", "0.4, 0.16, ''"})
  void root(double hips, double noise, String kind) {
    JointTrack track =
        track((t, j, p) -> moved(p, j % 2 == 0 ? noise : -noise, HIPS.contains(j) ? -hips : 0, 0));
    assertThat(kind(AlignmentCheck.of("a", predicted(STILL, track)))).isEqualTo(kind);
  }

  @ParameterizedTest
  // Exchanged legs are 6 of 14 joints that are off by 0.2 m: 0.086 m; 0.059 and 0.061 where they
  // are closer together. Noise of 0.083 m in all joints leaves 0.59 of the error, 0.087 m 0.61.
  @CsvSource({"0.69, 0, ''", "0.71, 0, sides", "1, 0.083, sides", "1, 0.087, ''"})
  void sides(double apart, double noise, String kind) {
    List<Integer> legs = List.of(5, 4, 3, 2, 1, 0);
    JointTrack truth = track((t, j, p) -> new double[] {(j < 6 ? apart : 1) * p[0], p[1], p[2]});
    JointTrack exchanged =
        track(
            (t, j, p) -> {
              float[] at = j < 6 ? STANDING[legs.get(j)] : p;
              return new double[] {
                (j < 6 ? apart : 1) * at[0], at[1], at[2] + (j % 2 == 0 ? noise : -noise)
              };
            });
    assertThat(kind(SidesCheck.of("a", predicted(truth, exchanged)))).isEqualTo(kind);
  }

  @Test
  void nothing_is_said_of_nothing() {
    JointTrack none = STILL.frames(new int[0]);
    assertThat(BoneCheck.ofTruth("a", none)).isEmpty();
    assertThat(BoneCheck.ofPrediction("a", none)).isEmpty();
    assertThat(SpeedCheck.of("a", Collections.emptyList(), none)).isEmpty();
    assertThat(JumpCheck.ofTruth("a", Collections.emptyList(), none)).isEmpty();
    assertThat(RotationCheck.of("a", Collections.emptyList(), FloatGrid.zeros(0, 24, 3, 3)))
        .isEmpty();
  }
}
