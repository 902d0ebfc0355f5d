package hmrbench.extending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hmrbench.config.ConfigReader;
import hmrbench.config.ConfigWriter;
import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.record.Cell;
import hmrbench.record.DiagnosisTable;
import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.record.SummaryRow;
import hmrbench.run.ConfigNames;
import hmrbench.run.ExperimentRun;
import hmrbench.run.Extensions;
import hmrbench.run.RunListener;
import hmrbench.testing.TinyModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody adds is one class and one line, here in {@code OWN}: a network ({@link
 * MeanOfWindow}), a data format ({@link CountingDown}), a filter ({@link HoldFamily}) and a
 * protocol ({@link WithoutEnds}). {@link AddedMetricTest} adds a metric, AddedSectionTest a
 * section.
 */
class OwnExtensionsTest {

  // snippet own
  private static final Extensions OWN =
      Extensions.all()
          .with(new MeanOfWindow())
          .with(new CountingDown())
          .with(new HoldFamily())
          .with(new WithoutEnds());
  // end of snippet

  @TempDir Path folder;

  private final List<String> failed = new ArrayList<>();

  @BeforeEach
  void writeExperiment() throws IOException {
    Files.writeString(folder.resolve("count.txt"), "3 2 1");
    TinyModels.spin(folder.resolve("mine.safetensors"), 1);
    write("window: 7");
  }

  private void write(String options) throws IOException {
    try (InputStream yaml = getClass().getResourceAsStream("/extending/experiment.yaml")) {
      String published = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(folder.resolve("experiment.yaml"), published.replace("window: 7", options));
    }
  }

  private ConfigReader reader() {
    return new ConfigReader(folder, Optional.empty(), folder, ConfigNames.vocabulary(OWN));
  }

  @Test
  void is_written_in_yaml_run_and_scored() {
    ExperimentConfig config = reader().read(folder, List.of());
    assertThat(ConfigWriter.write(config, reader().roots()))
        .contains(
            """
              - name: mine
                architecture: mean-of-window
                checkpoint: ["${project}/mine.safetensors"]
                window: 7
                residual: false
            """)
        .contains(
            """
              - name: walks
                format: counting-down
                file: "${project}/count.txt"
                fps: 30
            """);
    ExperimentRun.Outcome outcome =
        ExperimentRun.run(
            new ExperimentRun.Request(
                config, reader().roots(), folder.resolve("out"), Existing.CONTINUE, 1),
            ExperimentRun.Openings.fromConfig(OWN),
            listener(),
            Clock.systemUTC());
    assertThat(failed).isEmpty();
    assertThat(RunFolder.open(outcome.folder()).manifest().inputs())
        .extracting(Manifest.InputFile::path)
        .containsExactlyInAnyOrder("${project}/count.txt", "${project}/mine.safetensors");
    assertThat(outcome.summary()).extracting(row -> row.cell().model()).contains("mine", "spin");
    assertThat(outcome.summary()).extracting(SummaryRow::frames).doesNotContain(0);
    assertOwnProtocolCountsLess(outcome.summary());
    assertOwnFilterHolds(RunFolder.open(outcome.folder()));
  }

  /** Two sequences, each without 8 frames at either end. */
  private static void assertOwnProtocolCountsLess(List<SummaryRow> summary) {
    int all = frames(summary, "hmrbench");
    assertThat(frames(summary, "inner")).isEqualTo(all - 2 * 2 * 8);
  }

  private static int frames(List<SummaryRow> summary, String protocol) {
    return summary.stream()
        .filter(row -> row.cell().protocol().equals(protocol))
        .filter(row -> row.cell().model().equals("mine"))
        .mapToInt(SummaryRow::frames)
        .findFirst()
        .orElseThrow();
  }

  private static void assertOwnFilterHolds(RunFolder run) {
    Cell held =
        run.cells().stream()
            .filter(it -> it.filter().equals("hold-3") && it.protocol().equals("hmrbench"))
            .filter(it -> it.model().equals("spin"))
            .findFirst()
            .orElseThrow();
    Cell plain =
        new Cell(held.model(), held.dataset(), held.protocol(), held.fps(), "none", held.seed());
    assertThat(accelerations(run, held)).isNotEqualTo(accelerations(run, plain));
    assertThat(run.diagnosis(DiagnosisTable.FILTERS))
        .filteredOn(row -> row.cell().equals(held))
        .extracting(row -> row.text("candidate"), row -> row.text("filter_lookahead_frames"))
        .containsExactly(tuple("hold-3", "0"));
  }

  private static double[] accelerations(RunFolder run, Cell cell) {
    return run.frames(cell).metric("accel_pred_mm_per_frame2").orElseThrow().presentValues();
  }

  @Test
  void a_filter_and_a_protocol_have_their_names_checked_like_any_other() {
    List<String> given =
        List.of("filters=[hold-0, best-hold]", "protocols=[{name: a, protocol: without-end}]");
    assertThat(reader().check(folder, given, true).mistakes())
        .containsExactly(
            "--set protocols=[{name: a, protocol: without-end}]: protocols.a.protocol: expected one"
                + " of [tcmr, tcmr-trainer, vibe, meva, mpsnet, glot, smoothnet, wham, hmmr,"
                + " hmrbench,"
                + " wham-world, gvhmr-world, tram-world, josh-world, emdb2, emdb1, gvhmr, rich,"
                + " 3dpw-official, 4d-humans, bedlam, agora-like, without-ends], got \"without-end\"; did you mean without-ends?",
            "--set filters=[hold-0, best-hold]: filters: unknown filter hold-0; did you mean"
                + " hold-2? Filters are: none, slerp-RATIO, one-euro[-MIN_CUTOFF-BETA],"
                + " savgol-WINDOW-DEGREE, gaussian-SIGMA, butterworth-HERTZhz, average-WINDOW,"
                + " fitting[-PIXELSpx[-seedSEED]],"
                + " hold-FRAMES");
  }

  @Test
  void has_its_options_checked_like_any_other() throws IOException {
    write("window: 2, heads: 3, residual: maybe");
    assertThat(reader().check(folder, List.of(), true).mistakes())
        .containsExactly(
            "experiment.yaml:3: models.mine.window: must be at least 3, got 2",
            "experiment.yaml:3: models.mine.residual: expected true or false, got \"maybe\"",
            "experiment.yaml:3: models.mine.heads: unknown key; known are [name, architecture,"
                + " checkpoint, window, residual]");
  }

  @Test
  void a_format_has_its_keys_and_files_checked_like_any_other() throws IOException {
    Files.delete(folder.resolve("count.txt"));
    assertThat(reader().check(folder, List.of("datasets.walks.fps=often"), true).mistakes())
        .containsExactly(
            "--set datasets.walks.fps=often: datasets.walks.fps: expected a whole number, got"
                + " \"often\"",
            "experiment.yaml:5: datasets.walks.file: missing file " + folder.resolve("count.txt"));
  }

  @Test
  void tells_what_its_weights_lack() throws IOException {
    assertThat(OWN.models().named("mean-of-window").key()).isEqualTo("mean-of-window");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> OWN.models().named("nothing"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "there is no architecture nothing; known are [spin, pictures, vibe, tcmr, mpsnet, glot, meva,"
                + " hmmr, middle, conv, conv-foresight, mean-of-window]");
  }

  private RunListener listener() {
    return new RunListener() {
      @Override
      public void remark(String sentence) {
        // The numbers are looked at, not what is said of them.
      }

      @Override
      public void progress(double done, String what) {
        // As above.
      }

      @Override
      public void failed(Cell cell, String why, Throwable cause) {
        failed.add(cell.model() + ": " + why);
      }
    };
  }
}
