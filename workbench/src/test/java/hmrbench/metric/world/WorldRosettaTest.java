package hmrbench.metric.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequencePrediction.Extras;
import hmrbench.metric.diagnose.WorldRosetta;
import hmrbench.metric.diagnose.WorldRosetta.Line;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of the fixture of the protocol notes, which are from numpy, definition by definition. */
class WorldRosettaTest {

  /** The numbers are printed with four digits. */
  private static final double DIGITS = 1e-3;

  private static SequencePrediction fixture(int frames) {
    JointTrack predicted = FixtureF.track(FixtureF.predicted(frames), 24);
    return new SequencePrediction(
        "fixture",
        FixtureF.track(FixtureF.truth(frames), 24),
        predicted,
        Extras.NONE.with(FixtureF.pair(frames)),
        FixtureF.all(frames),
        FixtureF.frames(frames));
  }

  private static List<Line> lines(int... frames) {
    WorldRosetta rosetta = new WorldRosetta();
    for (int count : frames) {
      rosetta.add(fixture(count));
    }
    return rosetta.lines();
  }

  private static Line line(List<Line> lines, String metric, int place) {
    return lines.stream().filter(it -> it.metric().equals(metric)).toList().get(place);
  }

  @ParameterizedTest
  @CsvSource({
    // frames, metric, place, value, change
    "250, w-mpjpe, 0, 44.1526, ",
    "250, w-mpjpe, 1, 63.5429, 19.3903",
    "250, w-mpjpe, 2, 85.8090, 22.2661",
    "250, wa-mpjpe, 0, 11.9254, ",
    "250, wa-mpjpe, 1, 15.7701, 3.8447",
    "250, wa-mpjpe, 2, 23.0114, 7.2413",
    "301, w-mpjpe, 0, 48.9427, ",
    "301, w-mpjpe, 1, 49.0932, 0.1505",
    "301, w-mpjpe, 2, 73.4158, 24.3226",
    "200, wa-mpjpe, 2, 21.2387, 8.7116",
    "250, rte, 0, 0.8426, ",
    "250, rte, 2, 0.8945, 0.0519",
    "250, rte, 3, 0.8426, 0",
    "250, jitter, 0, 33.8562, ",
    "250, jitter, 1, 33.8562, 0",
    "250, jitter, 2, 5.0472, -28.8090",
  })
  void each_definition_has_the_number_of_the_notes_and_its_change(
      int frames, String metric, int place, double value, Double change) {
    Line line = line(lines(frames), metric, place);
    assertThat(line.reading().value().orElseThrow()).isCloseTo(value, within(DIGITS));
    assertThat(line.rule().isEmpty()).isEqualTo(change == null);
    if (change == null) {
      assertThat(line.difference()).isEmpty();
    } else {
      assertThat(line.difference().orElseThrow()).isCloseTo(change, within(2 * DIGITS));
    }
  }

  /** The joints of the camera are float32, 2e-7 m at 2 m; third differences times 27000 / 10. */
  @Test
  void the_jitter_of_emdb_is_15_joints_over_24() {
    List<Line> lines = lines(250);
    assertThat(line(lines, "jitter", 3).reading().value().orElseThrow())
        .isCloseTo(33.8562, within(0.01));
    Line emdb = line(lines, "jitter", 5);
    assertThat(emdb.reading().value().orElseThrow()).isCloseTo(21.1602, within(0.01));
    assertThat(emdb.rule()).isEqualTo("nine joints set to 0, the sum divided by 24");
    Line mean = line(lines(90, 250), "jitter", 6);
    assertThat(mean.reading().value().orElseThrow())
        .isCloseTo((21.1587 + 21.1602) / 2, within(0.01));
    assertThat(mean.rule()).isEqualTo("averaging");
  }

  @Test
  void a_short_sequence_has_no_piece_under_the_rule_of_tram() {
    Line tail = line(lines(90), "w-mpjpe", 1);
    assertThat(tail.reading().value()).isEmpty();
    assertThat(tail.difference()).isEmpty();
    assertThat(line(lines(90), "w-mpjpe", 0).reading().value().orElseThrow())
        .isCloseTo(44.3415, within(DIGITS));
  }

  @Test
  void meshes_are_read_where_there_are_errors_of_them() {
    SequencePrediction it = fixture(4);
    Extras extras =
        new Extras(
            Optional.of(Series.of(10, 20, 30, 40)),
            Optional.empty(),
            false,
            it.extras().world(),
            Optional.empty(),
            Optional.of(Series.of(8, 18, 28, 38)),
            Optional.empty(),
            Optional.empty());
    WorldRosetta rosetta = new WorldRosetta();
    rosetta.add(
        new SequencePrediction("a", it.truth(), it.predicted(), extras, it.counted(), it.frames()));
    assertThat(line(rosetta.lines(), "pve", 0).reading().value()).hasValue(25);
    assertThat(line(rosetta.lines(), "pve", 1).difference()).hasValue(-2);
    assertThat(lines(4)).noneMatch(line -> line.metric().equals("pve"));
  }

  @Test
  void what_is_not_in_the_world_has_no_line() {
    WorldRosetta rosetta = new WorldRosetta();
    SequencePrediction it = fixture(4);
    rosetta.add(
        new SequencePrediction(
            "a", it.truth(), it.predicted(), Extras.NONE, it.counted(), it.frames()));
    assertThat(rosetta.lines()).isEmpty();
    assertThat(WorldRosetta.metrics())
        .containsExactly("w-mpjpe", "wa-mpjpe", "rte", "jitter", "pve");
  }

  @Test
  void every_rule_is_between_two_definitions_of_one_metric() {
    List<Line> lines = lines(250);
    for (Line line : lines) {
      if (!line.against().isEmpty()) {
        assertThat(lines)
            .as(line.toString())
            .anyMatch(
                it ->
                    it.metric().equals(line.metric())
                        && it.reading().definition().equals(line.against())
                        && it.reading().unit().equals(line.reading().unit()));
      }
    }
  }
}
