package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hmrbench.core.FloatGrid;
import hmrbench.data.official.DbKind;
import hmrbench.data.official.TcmrDbDataset;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.record.RunFolder;
import hmrbench.record.SummaryRow;
import hmrbench.testing.GoldenData;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code score} as it is typed. */
class ScoreTest {

  /** The official program computes in float32; see the golden experiments. */
  private static final double MILLIMETRES = 1e-3;

  private static final String GOLDEN = "tcmr_3dpw_nofilter";

  @TempDir Path folder;

  private void dataset() throws IOException {
    Files.writeString(
        folder.resolve("3dpw.yaml"),
        """
        format: tcmr-db
        kind: 3dpw
        file: "%s/preprocessed_data/3dpw_test_db.pt"
        fps: 25
        body-model: "%s/base_data"
        """
            .formatted(GoldenData.folder(), GoldenData.folder()));
  }

  /** The parameters that the official program wrote per sequence, as an npz of ours. */
  private JsonNode predictions() throws IOException {
    JsonNode expected =
        new JsonMapper().readTree(Shared.golden("expected/evaluate/" + GOLDEN + ".json").toFile());
    Npz theirs = Npz.open(Shared.golden("expected/evaluate/" + GOLDEN + ".npz"));
    List<String> sequences = new ArrayList<>();
    List<String> frames = new ArrayList<>();
    List<float[]> thetas = new ArrayList<>();
    try (TcmrDbDataset data =
        TcmrDbDataset.open(
            "3dpw", Shared.golden("preprocessed_data/3dpw_test_db.pt"), DbKind.THREE_DPW, 25)) {
      for (JsonNode sequence : expected.get("per_sequence")) {
        String name = sequence.get("seq").asText();
        var clip = data.clip(data.sequences().indexOf(name), 25);
        FloatGrid theta =
            theirs
                .get(String.format(Locale.ROOT, "s%02d_theta", sequence.get("index").asInt()))
                .toFloatGrid();
        int[] valid = clip.valid().indices();
        for (int row = 0; row < valid.length; row++) {
          sequences.add(name);
          frames.add(clip.frameLabels().get(valid[row]));
          float[] one = new float[85];
          theta.copyTo(row * 85, one, 0, 85);
          thetas.add(one);
        }
      }
    }
    write(sequences, frames, thetas);
    return expected.get("final");
  }

  private void write(List<String> sequences, List<String> frames, List<float[]> thetas) {
    int rows = thetas.size();
    float[] pose = new float[rows * 72];
    float[] betas = new float[rows * 10];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(thetas.get(row), 3, pose, row * 72, 72);
      System.arraycopy(thetas.get(row), 75, betas, row * 10, 10);
    }
    Npz.write(
        folder.resolve("mine.npz"),
        Map.of(
            "sequence", NdArray.of(sequences.toArray(new String[0]), rows),
            "frame", NdArray.of(frames.stream().mapToLong(Long::parseLong).toArray(), rows),
            "pose", NdArray.of(pose, rows, 72),
            "betas", NdArray.of(betas, rows, 10)));
  }

  private static double value(SummaryRow row, String column) {
    return Objects.requireNonNull(row.metrics().get(column)).mean();
  }

  @Test
  void the_parameters_of_the_official_program_score_what_it_printed() throws IOException {
    dataset();
    JsonNode expected = predictions();
    Typed said = Typed.in(folder, "score", "mine.npz", "--dataset", "3dpw.yaml", "--out", "out");
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("mine       1  105.8      68.7   82.0         27.1");
    SummaryRow row = RunFolder.open(folder.resolve("out")).summary().get(0);
    assertThat(value(row, "mpjpe_mm"))
        .isCloseTo(expected.get("mpjpe").asDouble(), within(MILLIMETRES));
    assertThat(value(row, "pa_mpjpe_mm"))
        .isCloseTo(expected.get("mpjpe_pa").asDouble(), within(MILLIMETRES));
    assertThat(value(row, "mpvpe_mm"))
        .isCloseTo(expected.get("mpvpe").asDouble(), within(MILLIMETRES));
    assertThat(value(row, "accel_err_mm_per_frame2"))
        .isCloseTo(expected.get("accel_err").asDouble(), within(MILLIMETRES));
    // The six frames without a valid camera have no prediction: told, and listed.
    assertThat(said.err())
        .contains(
            "sequence garden_turning_01_0: 6 frames of the data set without a prediction: 10, 11,"
                + " 12, 13, 14, 30");
    assertThat(Files.readAllLines(folder.resolve("out/unmatched/mine__3dpw__seed-1.csv")))
        .hasSize(7)
        .contains("\"\",garden_turning_01_0,30,has no prediction");
  }

  @Test
  void the_output_of_a_demo_program_is_scored_as_the_sequence_that_is_named() throws IOException {
    dataset();
    Files.copy(Shared.golden("expected/demo_tcmr_output.pkl"), folder.resolve("clip.pkl"));
    Typed unnamed = Typed.in(folder, "score", "clip.pkl", "--dataset", "3dpw.yaml", "--out", "a");
    assertThat(unnamed.code()).isEqualTo(2);
    assertThat(unnamed.err())
        .contains("clip_1 is no sequence of the data set: 21 frames are not scored")
        .contains("--as PERSON=SEQUENCE");
    Typed named =
        Typed.in(
            folder,
            "score",
            "clip.pkl",
            "--dataset",
            "3dpw.yaml",
            "--as",
            "clip_1=alley_waving_00_0",
            "--out",
            "b");
    assertThat(named.code()).isZero();
    RunFolder run = RunFolder.open(folder.resolve("b"));
    String told =
        "sequence alley_waving_00_0: 65 frames of the data set without a prediction: 21, 22, 23,"
            + " 24, 25, 26, 27, 28, ...";
    assertThat(run.manifest().doubtsFirst()).anyMatch(remark -> remark.sentence().equals(told));
    assertThat(Files.readString(folder.resolve("b/report.html")).contains(told)).isTrue();
    assertThat(run.summary().get(0).frames()).isEqualTo(21);
    assertThat(run.manifest().records().skipped())
        .anySatisfy(it -> assertThat(it.reason()).contains("65 frames of the data set without"));
  }

  @Test
  void joints_alone_are_scored_where_they_are_those_of_the_data_set() throws IOException {
    Typed said = simulated("smpl24", 24, List.of("--joints", "smpl24"));
    assertThat(said.code()).isZero();
    SummaryRow row = RunFolder.open(folder.resolve("out")).summary().get(0);
    assertThat(row.frames()).isEqualTo(60);
    assertThat(row.metrics()).containsKey("mpjpe_mm").doesNotContainKey("mpvpe_mm");
  }

  @Test
  void joints_of_another_set_and_filters_on_joints_are_refused() throws IOException {
    Typed other = simulated("coco17", 17, List.of("--joints", "coco17"));
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains(
            "coco17.npz: joints: expected the joints smpl14 of the data set, or bodies (pose, betas),"
                + " got coco17, which has no neck, head");
    Typed filtered =
        simulated("smpl24", 24, List.of("--joints", "smpl24", "--set", "filters=[slerp-0.3]"));
    assertThat(filtered.code()).isEqualTo(2);
    assertThat(filtered.err()).contains("filter slerp-0.3 changes rotations");
  }

  @Test
  void fourteen_joints_are_taken_on_simulated_sets() throws IOException {
    Typed own = simulated("mine", 14, List.of());
    assertThat(own.code()).as(own.err()).isZero();
    assertThat(own.err())
        .contains("14 joints without a named order are read as smpl14, on which the data set is");
    Typed named = simulated("mine", 14, List.of("--joints", "common14"));
    assertThat(named.code()).isZero();
    assertThat(named.err())
        .contains(
            "joints common14 are scored on smpl14, where neck_lsp against neck and headtop against"
                + " head: these lie some centimetres apart, and every error holds that");
  }

  private Typed simulated(String name, int joints, List<String> more) throws IOException {
    Files.writeString(
        folder.resolve("walks.yaml"), "{format: simulated, split: test, sequences: 1, seconds: 2}");
    long[] frames = new long[60];
    for (int t = 0; t < 60; t++) {
      // The simulated set numbers frames by its clock of 600 ticks per second.
      frames[t] = 20L * t;
    }
    Npz.write(
        folder.resolve(name + ".npz"),
        Map.of(
            "sequence", NdArray.of(new String[] {firstSequence()}),
            "frame", NdArray.of(frames, 60),
            "joints", NdArray.of(new float[60 * joints * 3], 60, joints, 3)));
    List<String> words =
        new ArrayList<>(
            List.of("score", name + ".npz", "--dataset", "walks.yaml", "--out", "out", "--fresh"));
    words.addAll(more);
    return Typed.in(folder, words.toArray(new String[0]));
  }

  private String firstSequence() throws IOException {
    var config = new Simulated("walks", SimulatedSplit.TEST, 1, 1, 2, 30);
    try (var data = new hmrbench.data.sim.SimulatedDataset(config)) {
      return data.sequences().get(0);
    }
  }

  @Test
  void code_in_a_file_of_predictions_is_named_and_not_run() throws IOException {
    Files.writeString(folder.resolve("evil.pkl"), "cos\nsystem\n(S'echo'\ntR.");
    Typed said =
        Typed.in(folder, "score", "evil.pkl", "--dataset", "simulated-quick", "--out", "out");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("evil.pkl is unsupported at byte 0: ")
        .contains("got os.system; nothing was run");
  }

  @Test
  void what_holds_no_predictions_is_asked_wrongly() throws IOException {
    Files.writeString(folder.resolve("notes.npz"), "no zip");
    Typed said =
        Typed.in(folder, "score", "notes.npz", "--dataset", "simulated-quick", "--out", "out");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("expected predictions of WHAM, GVHMR");
    Typed missing = Typed.in(folder, "score", "no.npz", "--dataset", "simulated-quick");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("missing file " + folder.resolve("no.npz"));
    Typed dataset = Typed.in(folder, "score", "notes.npz", "--dataset", "simulated-quik");
    assertThat(dataset.code()).isEqualTo(2);
    assertThat(dataset.err()).contains("simulated-quick");
  }

  @Test
  void a_run_whose_only_failure_is_a_file_of_the_user_is_asked_wrongly() throws IOException {
    Files.writeString(folder.resolve("notes.npz"), "no zip");
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        name: mine
        models:
          - reference-frozen
          - {name: notes, architecture: predictions, checkpoint: notes.npz}
        datasets: [simulated-quick]
        """);
    Typed said = Typed.in(folder, "run", "mine.yaml", "--limit", "1", "--out", "mixed");
    assertThat(said.code()).as(said.err()).isEqualTo(2);
    assertThat(said.err()).contains("expected predictions of WHAM, GVHMR");
    assertThat(said.out()).contains("report: " + folder.resolve("mixed/report.html"));
  }
}
