package hmrbench.metric.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.metric.JointErrors;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequencePrediction.Extras;
import hmrbench.metric.SequenceScore;
import hmrbench.metric.TimeDifference;
import hmrbench.metric.world.Chunks.Chunk;
import hmrbench.metric.world.WorldErrors.AlignedBy;
import hmrbench.metric.world.WorldRules.Gaps;
import hmrbench.metric.world.WorldRules.Tail;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of the protocol notes, which are from numpy, to the digits that they have. */
class WorldErrorsTest {

  private static final double DIGITS = 1e-3;

  /** The numbers are printed with four digits; half a unit of the last, and rounding. */
  private static final double FOUR_DIGITS = 6e-5;

  /** The track of a protocol is float32, 2e-7 m at 2 m; the numbers are float64. */
  private static final double SINGLE_PRECISION = 5e-4;

  private static double mean(Series series) {
    return Arrays.stream(series.presentValues()).average().orElseThrow();
  }

  @Test
  void the_fixture_has_the_spot_values_of_the_notes() {
    Positions g = FixtureF.truth(11);
    Positions p = FixtureF.predicted(11);

    assertThat(g.at(0, 0, 0)).isEqualTo(1.9, within(1e-8));
    assertThat(g.at(1, 5, 1)).isEqualTo(0.45958851, within(1e-8));
    assertThat(p.at(1, 5, 0)).isEqualTo(2.14106740, within(1e-8));
    assertThat(p.at(10, 23, 2)).isEqualTo(0.58498976, within(1e-8));
    assertThat(WorldErrors.pathMetres(FixtureF.truth(250).point(0)))
        .isEqualTo(9.616728, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "90, 44.3415, 11.8482",
    "200, 49.0992, 12.5190",
    "250, 44.1526, 11.9254",
    "301, 48.9427, 12.4884"
  })
  void chunks_of_wham_keep_a_short_last_one(int frames, double first, double all) {
    WorldValues values = values("wham-world", frames);

    assertThat(mean(values.chunkAlignedMm(AlignedBy.FIRST_TWO_FRAMES)))
        .isEqualTo(first, within(FOUR_DIGITS));
    assertThat(mean(values.chunkAlignedMm(AlignedBy.ALL_FRAMES)))
        .isEqualTo(all, within(FOUR_DIGITS));
  }

  @Test
  void each_chunk_has_the_value_of_the_notes() {
    Series first = values("wham-world", 250).chunkAlignedMm(AlignedBy.FIRST_TWO_FRAMES);
    Series all = values("wham-world", 250).chunkAlignedMm(AlignedBy.ALL_FRAMES);
    double[][] expected = {{49.3806, 12.5271}, {48.8178, 12.5110}, {24.3662, 9.5511}};

    for (int chunk = 0; chunk < 3; chunk++) {
      int from = chunk * 100;
      int to = Math.min(250, from + 100);
      assertThat(IntStream.range(from, to).mapToDouble(first::get).average().orElseThrow())
          .isEqualTo(expected[chunk][0], within(FOUR_DIGITS));
      assertThat(IntStream.range(from, to).mapToDouble(all::get).average().orElseThrow())
          .isEqualTo(expected[chunk][1], within(FOUR_DIGITS));
    }
    assertThat(first.get(0)).isEqualTo(3.7883, within(FOUR_DIGITS));
    assertThat(first.get(99)).isEqualTo(99.3727, within(FOUR_DIGITS));
  }

  @ParameterizedTest
  @CsvSource({
    "200, 100, 49.3806, 12.5271, 102.1109, 21.2387",
    "250, 249, 63.5429, 15.7701, 85.8090, 23.0114",
    "301, 300, 49.0932, 12.5175, 73.4158, 20.6514"
  })
  void chunks_of_tram_take_the_rest_into_the_last_and_lose_a_frame(
      int frames, int used, double first, double all, double smoothFirst, double smoothAll) {
    WorldRules tram = rules("tram-world");
    WorldValues plain =
        new WorldValues(
            new WorldRules(
                tram.tail(),
                WorldRules.RootSmoothing.NONE,
                tram.pathPoint(),
                tram.gaps(),
                tram.shape()),
            FixtureF.pair(frames),
            FixtureF.frames(frames),
            FixtureF.all(frames));
    WorldValues smooth = values("tram-world", frames);

    assertThat(plain.chunkAlignedMm(AlignedBy.ALL_FRAMES).present().count()).isEqualTo(used);
    assertThat(mean(plain.chunkAlignedMm(AlignedBy.FIRST_TWO_FRAMES)))
        .isEqualTo(first, within(FOUR_DIGITS));
    assertThat(mean(plain.chunkAlignedMm(AlignedBy.ALL_FRAMES)))
        .isEqualTo(all, within(FOUR_DIGITS));
    assertThat(mean(smooth.chunkAlignedMm(AlignedBy.FIRST_TWO_FRAMES)))
        .isEqualTo(smoothFirst, within(FOUR_DIGITS));
    assertThat(mean(smooth.chunkAlignedMm(AlignedBy.ALL_FRAMES)))
        .isEqualTo(smoothAll, within(FOUR_DIGITS));
  }

  /**
   * JOSH keeps the short last chunk (josh/eval/evaluate_emdb.py), unlike TRAM, on whose code it is
   * based.
   */
  @Test
  void chunks_of_josh_are_those_of_wham() {
    assertThat(mean(values("josh-world", 250).chunkAlignedMm(AlignedBy.FIRST_TWO_FRAMES)))
        .isEqualTo(44.1526, within(FOUR_DIGITS));
    assertThat(mean(values("josh-world", 90).chunkAlignedMm(AlignedBy.ALL_FRAMES)))
        .isEqualTo(11.8482, within(FOUR_DIGITS));
  }

  @Test
  void a_sequence_of_up_to_100_frames_has_no_chunk_of_tram() {
    assertThat(Chunks.of(90, Tail.IN_LAST_CHUNK)).isEmpty();
    assertThat(Chunks.of(100, Tail.IN_LAST_CHUNK)).isEmpty();
    assertThat(Chunks.of(101, Tail.IN_LAST_CHUNK)).containsExactly(new Chunk(0, 100));
    assertThat(Chunks.of(0, Tail.SHORT_CHUNK)).isEmpty();
    assertThat(values("tram-world", 90).chunkAlignedMm(AlignedBy.ALL_FRAMES).present().count())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"90, 1.2903, ", "200, 1.0003, 1.0692", "250, 0.8426, 0.8945", "301, 0.7388, 0.7767"})
  void rte_is_the_error_of_the_path_in_percent_of_its_length(
      int frames, double plain, Double smoothed) {
    assertThat(mean(values("gvhmr-world", frames).rootErrorPercent()))
        .isEqualTo(plain, within(FOUR_DIGITS));
    if (smoothed != null) {
      assertThat(mean(values("tram-world", frames).rootErrorPercent()))
          .isEqualTo(smoothed, within(FOUR_DIGITS));
    }
  }

  @ParameterizedTest
  @CsvSource({"200, 5.7754, 6.6622", "250, 5.7618, 6.7313", "301, 5.7709, 6.5777"})
  void erve_compares_steps_in_the_axes_of_the_body(int frames, double plain, double smoothed) {
    assertThat(mean(values("gvhmr-world", frames).velocityErrorMm(Gaps.SPANNED)))
        .isEqualTo(plain, within(FOUR_DIGITS));
    assertThat(mean(values("tram-world", frames).velocityErrorMm(Gaps.SPANNED)))
        .isEqualTo(smoothed, within(FOUR_DIGITS));
  }

  @ParameterizedTest
  @CsvSource({
    "90, 33.8518, 5.0318, 21.1587",
    "200, 33.8570, 5.0423, 21.1603",
    "250, 33.8562, 5.0472, 21.1602",
    "301, 33.8574, 5.0416, 21.1602"
  })
  void jitter_is_the_third_difference_in_ten_metres_per_cubic_second(
      int frames, double predicted, double truth, double official) {
    WorldValues values = values("wham-world", frames);

    assertThat(values.jitter(Gaps.SPANNED).present().count()).isEqualTo(frames - 3);
    assertThat(mean(values.jitter(Gaps.SPANNED))).isEqualTo(predicted, within(FOUR_DIGITS));
    assertThat(mean(values.trueJitter(Gaps.SPANNED))).isEqualTo(truth, within(FOUR_DIGITS));
    Set<Integer> zeroed = Set.of(0, 7, 8, 10, 11, 20, 21, 22, 23);
    Series ofEmdb =
        WorldErrors.jitter(
            FixtureF.predicted(frames),
            FixtureF.FPS,
            joint -> !zeroed.contains(joint),
            24,
            TimeDifference.JERK.within(frames));
    assertThat(mean(ofEmdb)).isEqualTo(official, within(FOUR_DIGITS));
  }

  @ParameterizedTest
  @CsvSource({"90, 34.5352, 250", "200, 34.3718, 552", "250, 34.3529, 689", "301, 34.3627, 832"})
  void foot_sliding_is_a_mean_over_pairs_of_frame_and_point(
      int frames, double expected, int pairs) {
    int[] feet = {7, 8, 10, 11};
    Positions truth = FixtureF.points(FixtureF.truth(frames), feet);
    Positions predicted = FixtureF.points(FixtureF.predicted(frames), feet);
    FrameMask steps = TimeDifference.VELOCITY.within(frames);
    Series sliding = WorldErrors.slidingMm(truth, predicted, 0.05, steps);
    Series contacts = WorldErrors.contacts(truth, 0.05, steps);
    double sum = 0;
    for (int t : sliding.present().indices()) {
      sum += sliding.get(t) * contacts.get(t);
    }
    double count = Arrays.stream(contacts.presentValues()).sum();

    assertThat(count).isEqualTo(pairs);
    assertThat(sum / count).isEqualTo(expected, within(FOUR_DIGITS));
  }

  @ParameterizedTest
  @CsvSource({
    "90, 22.9506, 3.7580, 7.8105, 7.8118",
    "200, 24.1874, 3.7625, 7.8128, 7.8125",
    "250, 24.9352, 3.7634, 7.8141, 7.8141",
    "301, 25.8141, 3.7637, 7.8150, 7.8154"
  })
  void camera_errors_stand_beside_them(
      int frames, double mpjpe, double pa, double allRows, double endsOff) {
    assertThat(score("gvhmr-world", frames, "mpjpe_mm")).isEqualTo(mpjpe, within(SINGLE_PRECISION));
    assertThat(score("gvhmr-world", frames, "pa_mpjpe_mm")).isEqualTo(pa, within(SINGLE_PRECISION));
    assertThat(score("gvhmr-world", frames, "accel_err_m_per_s2"))
        .isEqualTo(allRows, within(SINGLE_PRECISION));
    assertThat(score("wham-world", frames, "accel_err_m_per_s2"))
        .isEqualTo(endsOff, within(SINGLE_PRECISION));
  }

  /**
   * The notes do not say which 14 joints theirs are, so the numbers are numpy's for the first 14
   * (linalg.svd of the 14x14 matrix, about the middle of joints 1 and 2).
   */
  @Test
  void three_frames_are_aligned_wrongly_as_published_and_rightly_here() {
    JointTrack truth = FixtureF.track(FixtureF.truth(3), 14).relativeToRoot();
    JointTrack predicted = FixtureF.track(FixtureF.predicted(3), 14).relativeToRoot();

    assertThat(JointErrors.alignedMeanMm(predicted, truth).presentValues())
        .containsExactly(new double[] {3.58379, 3.16313, 3.52321}, within(DIGITS));
    assertThat(PublishedAlignment.meanMm(predicted, truth).presentValues())
        .containsExactly(new double[] {1.5004, 0.92514, 1.38975}, within(DIGITS));
  }

  @Test
  void any_other_number_of_frames_is_aligned_rightly_as_published() {
    JointTrack truth = FixtureF.track(FixtureF.truth(4), 14);
    JointTrack predicted = FixtureF.track(FixtureF.predicted(4), 14);

    assertThat(PublishedAlignment.meanMm(predicted, truth))
        .isEqualTo(JointErrors.alignedMeanMm(predicted, truth));
  }

  @Test
  void a_path_at_nine_tenths_of_the_speed_has_the_values_worked_out_by_hand() {
    double[] rigid = {0, 0, 0, .3, 0, 0, 0, .5, 0, 0, 0, .2};
    Positions truth = moving(rigid, 100, 0.02);
    Positions predicted = moving(rigid, 100, 0.018);
    Series first =
        WorldErrors.chunkAlignedMm(
            truth, predicted, Chunks.of(100, Tail.SHORT_CHUNK), AlignedBy.FIRST_TWO_FRAMES);
    Series all =
        WorldErrors.chunkAlignedMm(
            truth, predicted, Chunks.of(100, Tail.SHORT_CHUNK), AlignedBy.ALL_FRAMES);

    assertThat(mean(first)).isEqualTo(97.9087, within(FOUR_DIGITS));
    assertThat(first.get(0)).isEqualTo(0.99930, within(1e-5));
    assertThat(first.get(99)).isEqualTo(196.7763, within(FOUR_DIGITS));
    assertThat(mean(all)).isEqualTo(24.7509, within(FOUR_DIGITS));
    assertThat(mean(WorldErrors.rootErrorPercent(truth.point(0), predicted.point(0)).orElseThrow()))
        .isEqualTo(2.525253, within(1e-6));
  }

  private static Positions moving(double[] rigid, int frames, double step) {
    double[] values = new double[frames * rigid.length];
    for (int i = 0; i < values.length; i++) {
      int frame = i / rigid.length;
      values[i] = rigid[i % rigid.length] + (i % 3 == 0 ? step * frame : 0);
    }
    return Positions.owning(frames, rigid.length / 3, values);
  }

  @Test
  void eleven_points_a_metre_apart_against_nine_tenths_of_them() {
    Positions truth = moving(new double[3], 11, 1);
    Positions predicted = moving(new double[3], 11, 0.9);

    assertThat(mean(WorldErrors.rootErrorPercent(truth, predicted).orElseThrow()))
        .isEqualTo(100 * (0.1 * 30 / 11) / 10, within(1e-9));
  }

  @Test
  void a_person_who_does_not_move_has_no_rte() {
    Positions still = moving(new double[3], 5, 0);

    assertThat(WorldErrors.rootErrorPercent(still, moving(new double[3], 5, 0.1))).isEmpty();
  }

  @Test
  void jitter_of_a_cubic_path_is_its_third_derivative() {
    double[] cubic = new double[30];
    for (int t = 0; t < 10; t++) {
      cubic[t * 3] = 1e-5 * t * t * t;
    }
    Series jitter =
        WorldErrors.jitter(
            Positions.owning(10, 1, cubic), 30, p -> true, 1, TimeDifference.JERK.within(10));

    assertThat(jitter.presentValues()).hasSize(7);
    assertThat(mean(jitter)).isEqualTo(0.162, within(1e-9));
  }

  @Test
  void a_step_to_the_side_of_a_body_that_is_turned_to_the_side_is_a_step_ahead() {
    Positions truth = Positions.owning(2, 1, 0, 0, 0, 0.02, 0, 0);
    Positions predicted = Positions.owning(2, 1, 0, 0, 0, 0, 0, -0.018);
    double[] ahead = FixtureF.yaw(0);
    double[] aside = FixtureF.yaw(Math.PI / 2);
    Series error =
        WorldErrors.velocityErrorMm(
            truth,
            Orientations.owning(twice(ahead)),
            predicted,
            Orientations.owning(twice(aside)),
            TimeDifference.VELOCITY.within(2));

    assertThat(error.presentValues()).containsExactly(new double[] {2.0}, within(1e-9));
  }

  private static double[] twice(double[] matrix) {
    double[] both = Arrays.copyOf(matrix, 18);
    System.arraycopy(matrix, 0, both, 9, 9);
    return both;
  }

  @Test
  void one_frame_is_aligned_by_itself() {
    Series first = values("wham-world", 1).chunkAlignedMm(AlignedBy.FIRST_TWO_FRAMES);
    Series pa =
        JointErrors.alignedMeanMm(
            FixtureF.track(FixtureF.predicted(1), 24), FixtureF.track(FixtureF.truth(1), 24));

    assertThat(first.get(0)).isEqualTo(pa.get(0), within(SINGLE_PRECISION));
  }

  @Test
  void the_truth_scored_as_its_own_prediction_has_no_error_and_its_own_jitter() {
    WorldPair pair = new WorldPair(FixtureF.pair(150).truth(), FixtureF.pair(150).truth());
    WorldValues values =
        new WorldValues(rules("emdb2"), pair, FixtureF.frames(150), FixtureF.all(150));

    assertThat(mean(values.chunkAlignedMm(AlignedBy.FIRST_TWO_FRAMES))).isLessThan(1e-9);
    assertThat(mean(values.rootErrorPercent())).isLessThan(1e-9);
    assertThat(mean(values.velocityErrorMm(Gaps.SPLIT))).isLessThan(1e-9);
    assertThat(values.jitter(Gaps.SPLIT)).isEqualTo(values.trueJitter(Gaps.SPLIT));
  }

  @Test
  void a_gap_is_spanned_as_published_and_left_out_beside_it() {
    int[] kept = IntStream.range(0, 60).filter(t -> t < 20 || t >= 40).toArray();
    WorldPair pair =
        new WorldPair(
            FixtureF.pair(60).truth().rows(kept), FixtureF.pair(60).predicted().rows(kept));
    List<Integer> frames = Arrays.stream(kept).boxed().toList();
    WorldValues values = new WorldValues(rules("wham-world"), pair, frames, FixtureF.all(40));

    assertThat(values.jitter(Gaps.SPANNED).present().count()).isEqualTo(37);
    assertThat(values.jitter(Gaps.SPLIT).present().count()).isEqualTo(34);
    assertThat(values.velocityErrorMm(Gaps.SPLIT).has(20)).isFalse();
    assertThat(mean(values.jitter(Gaps.SPANNED)))
        .as("the jump over twenty frames is taken for jitter")
        .isGreaterThan(5 * mean(values.jitter(Gaps.SPLIT)));
  }

  @Test
  void a_short_path_has_no_rte_under_our_rules() {
    assertThat(values("emdb2", 5).rootErrorPercent().present().count()).isZero();
    assertThat(values("gvhmr-world", 5).rootErrorPercent().present().count()).isEqualTo(5);
  }

  private static WorldRules rules(String protocol) {
    return Protocols.named(protocol).orElseThrow().world().orElseThrow();
  }

  private static WorldValues values(String protocol, int frames) {
    return new WorldValues(
        rules(protocol), FixtureF.pair(frames), FixtureF.frames(frames), FixtureF.all(frames));
  }

  private static double score(String protocol, int frames, String column) {
    Protocol scored = Protocols.named(protocol).orElseThrow();
    SequencePrediction prediction =
        new SequencePrediction(
            "fixture",
            FixtureF.track(FixtureF.truth(frames), 24),
            FixtureF.track(FixtureF.predicted(frames), 24),
            Extras.NONE.with(FixtureF.pair(frames)),
            FixtureF.all(frames),
            FixtureF.frames(frames));
    SequenceScore score = scored.score(List.of(prediction)).get(0);
    MetricId id =
        score.values().keySet().stream()
            .filter(it -> it.column().equals(column))
            .findFirst()
            .orElseThrow();
    return mean(score.value(id).orElseThrow());
  }
}
