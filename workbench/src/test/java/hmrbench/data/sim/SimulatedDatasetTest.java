package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Series;
import hmrbench.data.FrameRates;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedDatasetTest {

  private static final int F = 128;

  /**
   * Of the default test set at 30 frames per second, from the first machine that made it: another
   * value means that another machine or another version of the code makes other data, and that
   * scores of checkpoints no longer compare.
   */
  private static final String TEST_SET_SHA256 =
      "3a39144c73ae622d2d775615deb52e2b04762d35df8c261908bfc6b24467a85d";

  private static SimulatedDataset dataset(SimulatedSplit split, int sequences, long seed) {
    return new SimulatedDataset("simulated-" + split.label(), split, sequences, seed, F);
  }

  private static void update(MessageDigest digest, FloatGrid grid) {
    ByteBuffer bytes = ByteBuffer.allocate(grid.length() * Float.BYTES);
    for (int i = 0; i < grid.length(); i++) {
      bytes.putFloat(grid.get(i));
    }
    digest.update(bytes.array());
  }

  @Test
  void the_test_set_has_the_same_bits_on_every_machine() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    SimulatedDataset test = dataset(SimulatedSplit.TEST, 48, 8);
    for (int i = 0; i < 48; i++) {
      Clip clip = test.clip(i, 30);
      update(digest, clip.features());
      update(digest, clip.truth().metres());
      update(digest, clip.smpl().orElseThrow().rotations());
      update(digest, clip.smpl().orElseThrow().betas());
      update(digest, clip.smpl().orElseThrow().camera());
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(TEST_SET_SHA256);
  }

  @ParameterizedTest
  @CsvSource({"30, 15", "60, 30", "60, 20", "50, 25", "120, 24", "120, 40", "60, 10"})
  void a_rate_is_a_true_decimation_of_its_multiples(int high, int low) {
    SimulatedDataset test = dataset(SimulatedSplit.TEST, 4, 3);

    Clip decimated = FrameRates.everyNth(test.clip(2, high), high / low);

    assertThat(test.clip(2, low)).isEqualTo(decimated);
  }

  @Test
  void the_truth_of_training_clips_is_a_true_decimation_too() {
    SimulatedDataset train = dataset(SimulatedSplit.TRAIN, 3, 3);

    Clip decimated = FrameRates.everyNth(train.clip(1, 60), 4);

    assertThat(train.clip(1, 15).truth()).isEqualTo(decimated.truth());
    assertThat(train.clip(1, 15).smpl()).isEqualTo(decimated.smpl());
  }

  @Test
  void a_clip_depends_on_its_number_alone() {
    Clip clip = dataset(SimulatedSplit.VALIDATION, 5, 1).clip(4, 10);

    assertThat(dataset(SimulatedSplit.VALIDATION, 24, 1).clip(4, 10)).isEqualTo(clip);
    assertThat(dataset(SimulatedSplit.VALIDATION, 5, 2).clip(4, 10)).isNotEqualTo(clip);
  }

  @Test
  void training_is_the_same_set_without_end() {
    SimulatedTraining training = new SimulatedTraining(6, 30, F);

    assertThat(training.clip(7)).isEqualTo(dataset(SimulatedSplit.TRAIN, 8, 6).clip(7, 30));
    assertThat(training.framesPerClip()).isEqualTo(60);
    assertThat(training.clip(5_000_000_000L).frames()).isEqualTo(60);
  }

  @Test
  void clips_made_side_by_side_are_those_made_one_by_one() {
    SimulatedTraining training = new SimulatedTraining(6, 30, F);
    List<Clip> alone = IntStream.range(0, 12).mapToObj(training::clip).toList();

    assertThat(IntStream.range(0, 12).parallel().mapToObj(training::clip).toList())
        .isEqualTo(alone);
  }

  private static <T> Set<T> of(
      SimulatedSplit split, long sequences, Function<SequencePlan, Stream<T>> what) {
    return LongStream.range(0, sequences)
        .mapToObj(i -> SequencePlan.of(split, 1, i))
        .flatMap(what)
        .collect(Collectors.toSet());
  }

  @Test
  void splits_share_no_subject_and_no_shape() {
    for (Function<SequencePlan, Stream<Object>> what :
        List.<Function<SequencePlan, Stream<Object>>>of(
            plan -> Stream.of(plan.subject()), plan -> Stream.of(plan.betas()))) {
      Set<Object> train = of(SimulatedSplit.TRAIN, 3000, what);
      Set<Object> validation = of(SimulatedSplit.VALIDATION, 60, what);
      Set<Object> test = of(SimulatedSplit.TEST, 60, what);

      assertThat(validation).hasSize(24).doesNotContainAnyElementsOf(train);
      assertThat(test)
          .hasSize(24)
          .doesNotContainAnyElementsOf(train)
          .doesNotContainAnyElementsOf(validation);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SimulatedSplit.class,
      names = {"VALIDATION", "TEST"})
  void held_out_activities_are_spread_over_people(SimulatedSplit split) {
    List<SequencePlan> plans =
        LongStream.range(0, 48).mapToObj(i -> SequencePlan.of(split, 8, i)).toList();
    Map<String, Set<String>> people = new TreeMap<>();
    Map<String, Set<String>> activities = new TreeMap<>();
    for (SequencePlan plan : plans) {
      String activity = plan.activity().name();
      activities.computeIfAbsent(plan.subject(), s -> new TreeSet<>()).add(activity);
      if (plan.heldOut()) {
        people.computeIfAbsent(activity, a -> new TreeSet<>()).add(plan.subject());
      }
    }

    assertThat(people).hasSize(3).allSatisfy((activity, names) -> assertThat(names).hasSize(4));
    assertThat(activities).hasSize(24).allSatisfy((who, what) -> assertThat(what).hasSize(2));
    assertThat(plans.subList(0, 8).stream().filter(SequencePlan::heldOut)).hasSize(2);
    assertThat(plans.subList(0, 24)).extracting(SequencePlan::subject).doesNotHaveDuplicates();
  }

  @Test
  void after_four_rounds_everybody_has_performed_a_held_out_activity_once() {
    Map<String, Long> heldOut =
        LongStream.range(0, 96)
            .mapToObj(i -> SequencePlan.of(SimulatedSplit.TEST, 8, i))
            .filter(SequencePlan::heldOut)
            .collect(Collectors.groupingBy(SequencePlan::subject, Collectors.counting()));

    assertThat(heldOut).hasSize(24).allSatisfy((who, times) -> assertThat(times).isEqualTo(1));
  }

  private static Stream<String> heldOut(SequencePlan plan) {
    return plan.heldOut()
        ? Stream.concat(Stream.of(plan.activity().name()), plan.next().map(Activity::name).stream())
        : Stream.empty();
  }

  @Test
  void held_out_activities_are_in_one_split_only() {
    Function<SequencePlan, Stream<String>> all =
        plan ->
            Stream.concat(
                Stream.of(plan.activity().name()), plan.next().map(Activity::name).stream());
    Set<String> train = of(SimulatedSplit.TRAIN, 3000, all);
    Set<String> validation = of(SimulatedSplit.VALIDATION, 240, SimulatedDatasetTest::heldOut);
    Set<String> test = of(SimulatedSplit.TEST, 240, SimulatedDatasetTest::heldOut);

    assertThat(train).hasSize(9).doesNotContainAnyElementsOf(test);
    assertThat(validation).containsExactlyInAnyOrder("kick", "crawl-stroke", "bow");
    assertThat(test).containsExactlyInAnyOrder("lunge", "jack", "throw");
    assertThat(of(SimulatedSplit.VALIDATION, 240, all)).doesNotContainAnyElementsOf(test);
    assertThat(of(SimulatedSplit.TEST, 240, all)).doesNotContainAnyElementsOf(validation);
  }

  @Test
  void a_clip_says_what_is_known_of_it() {
    SimulatedDataset test = dataset(SimulatedSplit.TEST, 24, 8);
    Clip clip = test.clip(3, 30);

    assertThat(test.sequences().get(3)).isEqualTo("test-003-lunge").isEqualTo(clip.sequence());
    assertThat(clip.tags())
        .containsEntry("activity", "lunge")
        .containsEntry("heldout", "true")
        .containsEntry("split", "test")
        .containsEntry("subject", "test-3");
    assertThat(clip.frames()).isEqualTo(300);
    assertThat(clip.features().isFinite()).isTrue();
    assertThat(clip.frameLabels()).startsWith("0", "20", "40");
    assertThat(values(clip, "occlusion"))
        .hasSize(300)
        .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
    assertThat(values(clip, "speed_m_per_s"))
        .allSatisfy(value -> assertThat(value).isBetween(0.0, 5.0));
  }

  private static List<Double> values(Clip clip, String signal) {
    Series series = Objects.requireNonNull(clip.signals().get(signal));
    return DoubleStream.of(series.presentValues()).boxed().toList();
  }

  /** Mean size of the true acceleration over the set, in mm/frame^2. */
  private static double trueAcceleration(SimulatedDataset set, int rate) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < set.sequences().size(); i++) {
      FloatGrid p = set.clip(i, rate).truth().relativeToRoot().metres();
      for (int t = 1; t < p.size(0) - 1; t++) {
        for (int j = 0; j < p.size(1); j++) {
          double square = 0;
          for (int axis = 0; axis < 3; axis++) {
            double second = p.at(t - 1, j, axis) - 2 * p.at(t, j, axis) + p.at(t + 1, j, axis);
            square += second * second;
          }
          sum += 1000 * Math.sqrt(square);
          count++;
        }
      }
    }
    return sum / count;
  }

  @Test
  void true_acceleration_per_frame_falls_to_a_quarter_when_the_rate_doubles() {
    SimulatedDataset test = dataset(SimulatedSplit.TEST, 24, 8);
    double at15 = trueAcceleration(test, 15);
    double at30 = trueAcceleration(test, 30);
    double at60 = trueAcceleration(test, 60);

    // A second difference over a longer time is smoother, so 4 is reached from below.
    assertThat(at30 / at60).isCloseTo(4, within(0.1));
    assertThat(at15 / at30).isCloseTo(4, within(0.35));
    // The size that the noise was calibrated on: 17.2, 4.5 and 1.2 mm/frame^2.
    assertThat(at30).isBetween(4.0, 5.0);
  }

  @Test
  void a_config_says_length_rate_and_number_of_sequences() {
    SimulatedDataset set =
        new SimulatedDataset(new Simulated("short-test", SimulatedSplit.TEST, 3, 8, 2.5, 25));

    assertThat(set.name()).isEqualTo("short-test");
    assertThat(set.sequences()).hasSize(3);
    assertThat(set.nativeFramesPerSecond()).isEqualTo(25);
    assertThat(set.featureSize()).isEqualTo(128);
    assertThat(set.clip(0, 30).frames()).isEqualTo(75);
    assertThat(set.clip(0, 25).frames()).isEqualTo(63);
  }

  @Test
  void a_rate_that_the_clock_does_not_offer_is_an_error_that_names_those_it_does() {
    assertThatThrownBy(() -> dataset(SimulatedSplit.TEST, 1, 1).clip(0, 29.97))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "data set simulated-test cannot be had at 29.97 frames per second exactly: use one of"
                + " 10, 12, 15, 20, 24, 25, 30, 40, 50, 60, 120");
  }
}
