package hmrbench.model.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.WorldFlaws;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.Series;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.WorldBody;
import hmrbench.core.world.WorldRoot;
import hmrbench.core.world.WorldTrack;
import hmrbench.metric.world.Chunks;
import hmrbench.metric.world.WorldErrors;
import hmrbench.metric.world.WorldErrors.AlignedBy;
import hmrbench.metric.world.WorldRules.Tail;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What known flaws of a path cost, where a formula says so. */
class FlawedPathTest {

  private static final double[][] RIGID = {{0, 0, 0}, {0.3, 0, 0}, {0, 0.5, 0}, {0, 0, 0.2}};

  /** Somebody upright along y, who goes so far along x in every frame, 30 a second. */
  private static WorldBody goes(int frames, double metresPerFrame) {
    double[] places = new double[frames * 3];
    double[] turns = new double[frames * 9];
    double[] joints = new double[frames * 72];
    for (int t = 0; t < frames; t++) {
      places[t * 3] = metresPerFrame * t;
      for (int i = 0; i < 3; i++) {
        turns[t * 9 + i * 4] = 1;
      }
      for (int j = 0; j < 24; j++) {
        joints[t * 72 + j * 3] = metresPerFrame * t;
        joints[t * 72 + j * 3 + 1] = j == 15 ? 1.7 : 0;
      }
    }
    return new WorldBody(
        new WorldTrack(JointSet.SMPL24, 30, Positions.owning(frames, 24, joints)),
        new WorldRoot(Orientations.owning(turns), Positions.owning(frames, 1, places)),
        Optional.empty());
  }

  private static Positions rigidOn(Positions path) {
    double[] points = new double[path.frames() * 12];
    for (int i = 0; i < points.length; i++) {
      points[i] = RIGID[i / 3 % 4][i % 3] + path.at(i / 12, 0, i % 3);
    }
    return Positions.owning(path.frames(), 4, points);
  }

  private static double mean(Series series) {
    return Arrays.stream(series.presentValues()).average().orElseThrow();
  }

  private static double rte(WorldBody truth, WorldRoot flawed) {
    return mean(
        WorldErrors.rootErrorPercent(truth.root().translations(), flawed.translations())
            .orElseThrow());
  }

  private static double chunked(Positions truth, Positions predicted, AlignedBy by) {
    return mean(
        WorldErrors.chunkAlignedMm(
            truth, predicted, Chunks.of(truth.frames(), Tail.SHORT_CHUNK), by));
  }

  private static double erve(WorldBody truth, WorldRoot flawed) {
    boolean[] steps = new boolean[truth.frames()];
    Arrays.fill(steps, 1, steps.length, true);
    return mean(
        WorldErrors.velocityErrorMm(
            truth.root().translations(),
            truth.root().orientations(),
            flawed.translations(),
            flawed.orientations(),
            FrameMask.of(steps)));
  }

  /** The numbers of the notes on protocols: 0.9 of 11 points 1 m apart, (0.1 30 / 11) / 10. */
  @Test
  void a_scale_of_a_straight_path_has_a_known_rte() {
    WorldBody truth = goes(11, 1);
    WorldRoot flawed = FlawedPath.of(truth, new WorldFlaws(0.9, 0, 0, 0));

    assertThat(rte(truth, flawed)).isEqualTo(2.727273, within(1e-6));
    assertThat(erve(truth, flawed)).isEqualTo(100, within(1e-9));
  }

  /** Of numpy, from the notes: truth 0.02 m a frame, prediction 0.018, over 100 frames. */
  @ParameterizedTest
  @CsvSource({"0.9, 0", "1, -0.06"})
  void a_scale_and_a_drift_along_the_path_cost_the_same(double scale, double drift) {
    WorldBody truth = goes(100, 0.02);
    WorldRoot flawed = FlawedPath.of(truth, new WorldFlaws(scale, drift, 0, 0));
    Positions known = rigidOn(truth.root().translations());
    Positions predicted = rigidOn(flawed.translations());

    assertThat(rte(truth, flawed)).isEqualTo(2.525253, within(1e-6));
    assertThat(erve(truth, flawed)).isEqualTo(2, within(1e-9));
    assertThat(chunked(known, predicted, AlignedBy.FIRST_TWO_FRAMES))
        .isEqualTo(97.9087, within(1e-4));
    assertThat(chunked(known, predicted, AlignedBy.ALL_FRAMES)).isEqualTo(24.7509, within(1e-4));
  }

  @Test
  void a_slide_costs_its_speed_in_every_frame_and_leads_nowhere() {
    WorldBody truth = goes(121, 0.02);
    WorldRoot flawed = FlawedPath.of(truth, new WorldFlaws(1, 0, 0.15, 0));

    assertThat(erve(truth, flawed)).isEqualTo(5, within(1e-9));
    for (int t : new int[] {0, 60, 120}) {
      assertThat(flawed.translations().at(t, 0, 2)).as("frame " + t).isCloseTo(0, within(1e-12));
    }
    assertThat(flawed.translations().at(30, 0, 2)).isCloseTo(0.15, within(1e-12));
  }

  /** n steps, each turned on by d: their sum is a chord, s sin(n d / 2) / sin(d / 2) long. */
  @Test
  void a_turn_makes_an_arc_whose_steps_are_right_in_the_axes_of_the_body() {
    WorldBody truth = goes(61, 0.02);
    WorldRoot flawed = FlawedPath.of(truth, new WorldFlaws(1, 0, 0, 45));
    double d = Math.toRadians(45) / 30;

    assertThat(erve(truth, flawed)).isCloseTo(0, within(1e-9));
    assertThat(Math.hypot(flawed.translations().at(60, 0, 0), flawed.translations().at(60, 0, 2)))
        .isEqualTo(0.02 * Math.sin(30 * d) / Math.sin(d / 2), within(1e-9));
    assertThat(flawed.translations().at(60, 0, 1)).isZero();
    // About the upright axis by 90 degrees: what looked along z looks along x.
    assertThat(flawed.orientations().at(60, 0, 2)).isCloseTo(1, within(1e-9));
  }

  /** Upright along x or z, the turn is about that axis: y to z to x, by 90 degrees in 60 frames. */
  @ParameterizedTest
  @CsvSource({"0, 1, 2", "1, 2, 0", "2, 0, 1"})
  void a_turn_is_about_the_axis_that_points_up(int up, int next, int last) {
    int frames = 61;
    double[] turns = new double[frames * 9];
    double[] places = new double[frames * 3];
    double[] joints = new double[frames * 72];
    for (int t = 0; t < frames; t++) {
      for (int i = 0; i < 3; i++) {
        turns[t * 9 + i * 4] = 1;
      }
      places[t * 3 + next] = 0.02 * t;
      for (int j = 0; j < 24; j++) {
        joints[t * 72 + j * 3 + next] = 0.02 * t;
        joints[t * 72 + j * 3 + up] = j == 15 ? 1.7 : 0;
      }
    }
    WorldBody truth =
        new WorldBody(
            new WorldTrack(JointSet.SMPL24, 30, Positions.owning(frames, 24, joints)),
            new WorldRoot(Orientations.owning(turns), Positions.owning(frames, 1, places)),
            Optional.empty());
    WorldRoot flawed = FlawedPath.of(truth, new WorldFlaws(1, 0, 0, 45));
    Orientations end = flawed.orientations();

    assertThat(end.at(60, up, up)).isEqualTo(1);
    assertThat(end.at(30, next, next)).isCloseTo(Math.sqrt(0.5), within(1e-9));
    assertThat(end.at(30, last, last)).isCloseTo(Math.sqrt(0.5), within(1e-9));
    assertThat(end.at(60, next, next)).isCloseTo(0, within(1e-9));
    assertThat(end.at(60, last, last)).isCloseTo(0, within(1e-9));
    assertThat(end.at(60, last, next)).isCloseTo(1, within(1e-9));
    assertThat(end.at(60, next, last)).isCloseTo(-1, within(1e-9));
    assertThat(flawed.translations().at(60, 0, up)).isCloseTo(0, within(1e-12));
    assertThat(flawed.translations().at(60, 0, last)).isGreaterThan(0.5);
  }

  @Test
  void without_flaws_it_is_the_truth() {
    WorldBody truth = goes(10, 0.3);

    assertThat(FlawedPath.of(truth, WorldFlaws.NONE).orientations())
        .isEqualTo(truth.root().orientations());
    assertThat(FlawedPath.of(truth, WorldFlaws.NONE).translations().at(9, 0, 0))
        .isCloseTo(2.7, within(1e-12));
  }
}
