package hmrbench.metric.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.metric.SequencePrediction;
import hmrbench.testing.GoldenArrays;
import hmrbench.testing.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RosettaTest {

  @Test
  void holds_the_numbers_of_the_official_runs_side_by_side() {
    List<Reading> readings = Rosetta.read(officialRun());
    // expected/evaluate/tcmr_3dpw_nofilter.json
    assertThat(value(readings, "error, per sequence", "mm/frame^2"))
        .isCloseTo(27.095870, within(1e-3));
    assertThat(value(readings, "error, per sequence", "m/s^2"))
        .isCloseTo(0.9 * 27.095870, within(1e-3));
    // 244 of 252 rows have a value; the other two of each sequence count as 0.
    assertThat(value(readings, "error, ends count as 0", "mm/frame^2"))
        .isCloseTo(27.095870 * 245 / 253, within(1e-3));
    assertThat(value(readings, "error, all sequences joined", "mm/frame^2")).isGreaterThan(27.1);
  }

  @Test
  void says_which_definition_a_printed_number_is() {
    List<Reading> readings = Rosetta.read(officialRun());
    Rosetta.Explanation explained = Rosetta.explain("27.1", readings);
    assertThat(explained.exact())
        .extracting(Reading::definition)
        .contains("error, per sequence", "error, without gaps");
    double zeroed = value(readings, "error, ends count as 0", "mm/frame^2");
    Rosetta.Explanation other = Rosetta.explain("%.3f".formatted(zeroed), readings);
    assertThat(other.exact())
        .extracting(Reading::definition)
        .containsExactly("error, ends count as 0");
    Rosetta.Explanation none = Rosetta.explain("999", readings);
    assertThat(none.exact()).isEmpty();
    assertThat(none.nearest()).hasSize(readings.size());
  }

  @Test
  void joints_that_are_not_about_the_root_hold_the_acceleration_of_the_root() {
    SequencePrediction still = officialRun().get(0);
    int frames = still.truth().frames();
    int joints = still.truth().joints().size();
    float[] moved = still.truth().metres().toArray();
    for (int i = 0; i < moved.length; i += 3) {
      int t = i / (joints * 3);
      moved[i] += t % 2 * 0.1f; // to and fro: a second difference of 200 mm
    }
    JointTrack truth =
        new JointTrack(
            still.truth().joints(),
            CoordinateFrame.CAMERA,
            30,
            FloatGrid.owning(moved, still.truth().metres().shape()));
    JointTrack sameAboutRoot =
        new JointTrack(still.truth().joints(), CoordinateFrame.CAMERA, 30, still.truth().metres());
    List<Reading> readings =
        Rosetta.read(
            List.of(
                new SequencePrediction(
                    "s0",
                    truth,
                    sameAboutRoot,
                    Optional.empty(),
                    FrameMask.all(frames),
                    still.frames())));
    assertThat(value(readings, "error, joints not about the root", "mm/frame^2"))
        .isCloseTo(200, within(1e-2));
    assertThat(value(readings, "error, without gaps", "mm/frame^2")).isCloseTo(0, within(1e-2));
  }

  private static double value(List<Reading> readings, String definition, String unit) {
    return readings.stream()
        .filter(it -> it.definition().equals(definition) && it.unit().equals(unit))
        .findFirst()
        .orElseThrow()
        .value()
        .orElseThrow();
  }

  private static List<SequencePrediction> officialRun() {
    GoldenArrays arrays =
        new GoldenArrays(Shared.golden("expected/evaluate/tcmr_3dpw_nofilter.npz"));
    List<SequencePrediction> sequences = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      JointTrack truth = track(arrays, "s0" + i + "_target_j3d_centered");
      sequences.add(
          new SequencePrediction(
              "s" + i,
              truth,
              track(arrays, "s0" + i + "_pred_j3d_centered"),
              Optional.empty(),
              FrameMask.all(truth.frames()),
              IntStream.range(0, truth.frames()).boxed().toList()));
    }
    return sequences;
  }

  private static JointTrack track(GoldenArrays arrays, String name) {
    return new JointTrack(JointSet.COMMON14, CoordinateFrame.ROOT, 30, arrays.grid(name));
  }
}
