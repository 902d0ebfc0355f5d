package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.pickle.TreeNode;
import hmrbench.testing.GoldenArrays;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Joints of the official evaluation runs, scored here, against the numbers that they printed. */
class ProtocolGoldenTest {

  // The official programs average in float32: 1e-3 mm is the promise, 1e-4 what is seen.
  private static final double MM = 1e-3;

  private static final Map<String, Metric> NAMES =
      Map.of(
          "mpjpe", Metrics.MPJPE,
          "mpjpe_pa", Metrics.PA_MPJPE,
          "accel_err", Metrics.ACCEL_ERR,
          "mpvpe", Metrics.MPVPE);

  @ParameterizedTest
  @CsvSource({
    "tcmr, tcmr_3dpw_nofilter",
    "tcmr, tcmr_3dpw_filter",
    "tcmr, tcmr_h36m_nofilter",
    "tcmr, tcmr_h36m_filter",
    "tcmr, tcmr_mpii3d_nofilter",
    "mpsnet, mps_3dpw_nofilter",
    "mpsnet, mps_3dpw_filter",
    "mpsnet, mps_h36m_nofilter",
    "mpsnet, mps_mpii3d_nofilter",
    "glot, glot_3dpw_nofilter",
    "glot, glot_3dpw_filter",
    "glot, glot_h36m_nofilter",
    "glot, glot_mpii3d_nofilter"
  })
  void gives_the_totals_and_the_sequences_of_the_official_run(String protocol, String run)
      throws IOException {
    JsonNode expected = json(run);
    GoldenArrays arrays = new GoldenArrays(Shared.golden("expected/evaluate/" + run + ".npz"));
    List<SequencePrediction> sequences = new ArrayList<>();
    for (JsonNode sequence : expected.get("per_sequence")) {
      if (sequence.has("num_poses")) {
        sequences.add(sequence(sequence, arrays, run.contains("mpii3d")));
      }
    }
    List<SequenceScore> scores = Protocols.named(protocol).orElseThrow().score(sequences);

    NAMES.forEach(
        (key, metric) -> {
          if (expected.get("final").has(key)) {
            assertThat(Averages.overFrames(scores, metric).orElseThrow())
                .as("%s of %s", key, run)
                .isCloseTo(expected.get("final").get(key).asDouble(), within(MM));
          }
        });
    Map<String, JsonNode> bySequence = new HashMap<>();
    expected.get("per_sequence").forEach(it -> bySequence.put(it.get("seq").asText(), it));
    for (SequenceScore score : scores) {
      JsonNode sequence = Objects.requireNonNull(bySequence.get(score.sequence()));
      NAMES.forEach(
          (key, metric) -> {
            if (sequence.has(key)) {
              assertThat(Averages.of(score, metric).orElseThrow())
                  .as("%s of %s", key, score.sequence())
                  .isCloseTo(sequence.get(key).asDouble(), within(MM));
              assertThat(Averages.count(score, metric))
                  .isEqualTo(sequence.get(key + "_count").asInt());
            }
          });
    }
    assertThat(scores.stream().mapToInt(it -> it.scored().count()).sum())
        .isEqualTo(expected.get("total_poses").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vibe_3dpw_res", "vibe_3dpw_bi_nores"})
  void gives_the_totals_of_a_vibe_run_across_sequence_borders(String run) throws IOException {
    JsonNode expected = json(run).get("final");
    GoldenArrays arrays = new GoldenArrays(Shared.golden("expected/evaluate/" + run + ".npz"));
    JointTrack truth = common14(arrays, "target_j3d_centered");
    JointTrack predicted = common14(arrays, "pred_j3d_centered");
    List<SequencePrediction> sequences = new ArrayList<>();
    // 5, 2, 4 and 4 windows of 16 frames.
    int from = 0;
    for (int rows : new int[] {80, 32, 64, 64}) {
      int[] indices = IntStream.range(from, from + rows).toArray();
      sequences.add(
          new SequencePrediction(
              "s" + from,
              truth.frames(indices),
              predicted.frames(indices),
              Optional.empty(),
              FrameMask.all(rows),
              IntStream.range(0, rows).boxed().toList()));
      from += rows;
    }
    // The stored targets are quantised already.
    RuledProtocol vibe = (RuledProtocol) Protocols.named("vibe").orElseThrow();
    List<SequenceScore> scores = aligned(vibe, sequences, sequences, Metrics.all());

    assertThat(total(scores, Metrics.MPJPE))
        .isCloseTo(expected.get("mpjpe").asDouble(), within(MM));
    assertThat(total(scores, Metrics.PA_MPJPE))
        .isCloseTo(expected.get("pa-mpjpe").asDouble(), within(MM));
    assertThat(total(scores, Metrics.ACCEL_PRED))
        .isCloseTo(expected.get("accel").asDouble(), within(MM));
    assertThat(total(scores, Metrics.ACCEL_ERR))
        .isCloseTo(expected.get("accel_err").asDouble(), within(MM));
    assertThat(scores.get(1).value(Metrics.ACCEL_ERR.id()).orElseThrow().has(0)).isTrue();
  }

  @Test
  void gives_the_totals_of_a_vibe_run_from_the_joints_as_the_data_set_has_them()
      throws IOException {
    // Nothing is prepared here: camera coordinates of up to 6 m pass through half precision inside.
    JsonNode expected = json("vibe_3dpw_res").get("final");
    GoldenArrays arrays = new GoldenArrays(Shared.golden("expected/evaluate/vibe_3dpw_res.npz"));
    TreeNode database = Joblib.read(Shared.golden("preprocessed_data/3dpw_test_db.pt"));
    JointTrack recorded =
        new JointTrack(
            JointSet.COMMON14,
            CoordinateFrame.CAMERA,
            30,
            database.key("joints3D").array().toFloatGrid());
    JointTrack predicted = common14(arrays, "pred_j3d_centered");
    double[] windows = arrays.doubles("windows");
    List<SequencePrediction> sequences = new ArrayList<>();
    // One "sequence" per window: the values are those of the joined array all the same.
    for (int w = 0; w < windows.length / 2; w++) {
      int first = (int) windows[2 * w];
      sequences.add(
          new SequencePrediction(
              "window " + w,
              recorded.frames(IntStream.range(first, first + 16).toArray()),
              predicted.frames(IntStream.range(16 * w, 16 * w + 16).toArray()),
              Optional.empty(),
              FrameMask.all(16),
              IntStream.range(0, 16).boxed().toList()));
    }
    List<SequenceScore> scores = Protocols.named("vibe").orElseThrow().score(sequences);
    assertThat(total(scores, Metrics.MPJPE))
        .isCloseTo(expected.get("mpjpe").asDouble(), within(MM));
    assertThat(total(scores, Metrics.ACCEL_ERR))
        .isCloseTo(expected.get("accel_err").asDouble(), within(MM));
    // Without the rounding the numbers are others, so the test can fail.
    List<SequenceScore> unrounded =
        aligned(
            (RuledProtocol) Protocols.named("vibe").orElseThrow(),
            sequences,
            sequences.stream()
                .map(it -> it.with(it.truth().relativeToRoot(), it.predicted()))
                .toList(),
            List.of(Metrics.ACCEL_ERR));
    assertThat(total(unrounded, Metrics.ACCEL_ERR))
        .isNotCloseTo(expected.get("accel_err").asDouble(), within(10 * MM));
  }

  private static List<SequenceScore> aligned(
      RuledProtocol protocol,
      List<SequencePrediction> given,
      List<SequencePrediction> aligned,
      List<Metric> metrics) {
    return IntStream.range(0, given.size())
        .mapToObj(
            i ->
                protocol.scoreAligned(
                    given.get(i), aligned.get(i), Neighbours.in(aligned, i), metrics))
        .toList();
  }

  private static double total(List<SequenceScore> scores, Metric metric) {
    return Averages.overFrames(scores, metric).orElseThrow();
  }

  private static JointTrack common14(GoldenArrays arrays, String name) {
    return new JointTrack(JointSet.COMMON14, CoordinateFrame.ROOT, 30, arrays.grid(name));
  }

  private static SequencePrediction sequence(JsonNode json, GoldenArrays arrays, boolean mpii3d) {
    String at = String.format(Locale.ROOT, "s%02d_", json.get("index").asInt());
    JointSet joints = mpii3d ? JointSet.MPII3D17 : JointSet.COMMON14;
    JointTrack truth =
        new JointTrack(joints, CoordinateFrame.ROOT, 30, arrays.grid(at + "target_j3d_centered"));
    JointTrack predicted =
        new JointTrack(joints, CoordinateFrame.ROOT, 30, arrays.grid(at + "pred_j3d_centered"));
    int rows = truth.frames();
    Optional<Series> vertices =
        arrays.has(at + "mpvpe")
            ? Optional.of(Series.of(arrays.doubles(at + "mpvpe")))
            : Optional.empty();
    return new SequencePrediction(
        json.get("seq").asText(),
        truth,
        predicted,
        vertices,
        counted(json, arrays, at, rows),
        IntStream.range(0, rows).boxed().toList());
  }

  /** The run stores the errors of counted frames only, which tells which frames count. */
  private static FrameMask counted(JsonNode json, GoldenArrays arrays, String at, int rows) {
    if (json.get("num_poses").asInt() == rows) {
      return FrameMask.all(rows);
    }
    double[] counted = arrays.doubles(at + "mpjpe");
    double[] all =
        JointErrors.meanMm(
                new JointTrack(
                    JointSet.MPII3D17,
                    CoordinateFrame.ROOT,
                    30,
                    arrays.grid(at + "target_j3d_centered")),
                new JointTrack(
                    JointSet.MPII3D17,
                    CoordinateFrame.ROOT,
                    30,
                    arrays.grid(at + "pred_j3d_centered")))
            .presentValues();
    boolean[] flags = new boolean[rows];
    int next = 0;
    for (int t = 0; t < rows && next < counted.length; t++) {
      flags[t] = Math.abs(all[t] - counted[next]) < 1e-3;
      next += flags[t] ? 1 : 0;
    }
    assertThat(next).isEqualTo(counted.length);
    return FrameMask.of(flags);
  }

  private static JsonNode json(String run) throws IOException {
    return new ObjectMapper()
        .readTree(Shared.golden("expected/evaluate/" + run + ".json").toFile());
  }
}
