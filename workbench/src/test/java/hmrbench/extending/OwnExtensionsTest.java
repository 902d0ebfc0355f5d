package hmrbench.extending;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.config.ConfigReader;
import hmrbench.config.ConfigWriter;
import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.data.DataFormat;
import hmrbench.data.DataFormats;
import hmrbench.metric.Metrics;
import hmrbench.model.Architecture;
import hmrbench.model.Models;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.record.SummaryRow;
import hmrbench.run.ExperimentRun;
import hmrbench.run.RunListener;
import hmrbench.run.Words;
import hmrbench.testing.TinyModels;
import java.io.IOException;
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
 * A network of one's own is one class, {@link MeanOfWindow}, and one line, here in {@code MODELS};
 * a data format is {@link CountingDown} and a line in {@code FORMATS}.
 */
class OwnExtensionsTest {

  private static final Models MODELS = with(new MeanOfWindow());

  private static Models with(Architecture own) {
    List<Architecture> all = new ArrayList<>(Models.all().architectures());
    all.add(own);
    return new Models(all);
  }

  private static final DataFormats FORMATS = with(new CountingDown());

  private static DataFormats with(DataFormat<?> own) {
    List<DataFormat<?>> all = new ArrayList<>(DataFormats.all().formats());
    all.add(own);
    return new DataFormats(all);
  }

  @TempDir Path folder;

  private final List<String> failed = new ArrayList<>();

  @BeforeEach
  void writeExperiment() throws IOException {
    Files.writeString(folder.resolve("count.txt"), "3 2 1");
    TinyModels.spin(folder.resolve("mine.safetensors"), 1);
    write("window: 7");
  }

  private void write(String options) throws IOException {
    Files.writeString(
        folder.resolve("experiment.yaml"),
        """
        name: own-network
        models:
          - {name: mine, architecture: mean-of-window, checkpoint: mine.safetensors, %s}
          - {name: spin, architecture: spin, checkpoint: mine.safetensors}
        datasets: [{name: walks, format: counting-down, file: count.txt, fps: 30}]
        protocols: [{name: tcmr, protocol: tcmr}]
        device: cpu
        """
            .formatted(options));
  }

  private ConfigReader reader() {
    return new ConfigReader(folder, Optional.empty(), folder, Words.vocabulary(MODELS, FORMATS));
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
            ExperimentRun.Openings.fromConfig(MODELS, FORMATS, Metrics.all()),
            listener(),
            Clock.systemUTC());
    assertThat(failed).isEmpty();
    assertThat(RunFolder.open(outcome.folder()).manifest().inputs())
        .extracting(Manifest.InputFile::path)
        .containsExactlyInAnyOrder("${project}/count.txt", "${project}/mine.safetensors");
    assertThat(outcome.summary()).extracting(row -> row.cell().model()).contains("mine", "spin");
    assertThat(outcome.summary()).extracting(SummaryRow::frames).doesNotContain(0);
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
    assertThat(MODELS.named("mean-of-window").key()).isEqualTo("mean-of-window");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> MODELS.named("nothing"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "there is no architecture nothing; known are [spin, vibe, tcmr, mpsnet, glot, meva,"
                + " hmmr, middle, mean-of-window]");
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
