package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.record.Manifest.Throughput;
import hmrbench.record.ManifestFile;
import hmrbench.record.RunStore;
import hmrbench.report.Report;
import hmrbench.run.ExperimentRun;
import hmrbench.run.RunListener;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that ends in the middle of its work, and goes on. */
class ResumedRunTest {

  /** Two models by two sequences: so many times a run says how far it is. */
  private static final int PIECES = 4;

  @TempDir Path folder;

  /** An end that no part of a run expects. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void experiment() throws IOException {
    Files.writeString(
        folder.resolve("x.yaml"),
        """
        name: x
        models: [spin, tcmr]
        datasets: [{name: few, format: simulated, split: test, sequences: 2, seconds: 2, fps: 30}]
        seeds: [1]
        """);
  }

  /** Runs it, and ends at the n-th piece of work that is done. */
  private void run(String out, int end) {
    ConfigReader configs = new Project(Shared.projectRoot(), folder, Optional.empty()).configs();
    ExperimentConfig config = configs.read(folder.resolve("x.yaml"), java.util.List.of());
    int[] done = {0};
    RunListener listener =
        new RunListener() {
          @Override
          public void remark(String sentence) {
            // Nothing is remarked on, but that records are there.
          }

          @Override
          public void progress(double part, String what) {
            if (++done[0] == end) {
              throw new Killed();
            }
          }

          @Override
          public void failed(Cell cell, String why, Throwable cause) {
            throw new AssertionError(why, cause);
          }
        };
    ExperimentRun.run(
        new ExperimentRun.Request(
            config, configs.roots(), folder.resolve(out), RunStore.Existing.CONTINUE, 1),
        listener,
        Clock.systemUTC());
    Report.write(folder.resolve(out));
  }

  private Map<String, Long> frames(String out) {
    Map<String, Long> frames = new LinkedHashMap<>();
    for (Throughput stage : manifest(out).throughput()) {
      frames.put(stage.stage(), stage.frames());
    }
    return frames;
  }

  private Manifest manifest(String out) {
    return ManifestFile.read(folder.resolve(out).resolve(ManifestFile.NAME));
  }

  /** A page without the times that it names: those of its head, and the section of the run. */
  private String page(String out) throws IOException {
    return Files.readString(folder.resolve(out).resolve("report.html"))
        .replaceAll("(?s)<section id=\"run\".*?</section>", "")
        .replaceAll("<b>run</b> [^<]*", "");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, PIECES})
  void what_was_in_flight_when_it_ended_counts_once(int end) throws IOException {
    run("whole", PIECES + 1);
    assertThatThrownBy(() -> run("killed", end)).isInstanceOf(Killed.class);
    run("killed", PIECES + 1);
    assertThat(frames("killed")).isEqualTo(frames("whole"));
    // A start that recorded nothing leaves nothing to go on with.
    assertThat(manifest("killed").sessions()).hasSize(end <= PIECES / 2 ? 1 : 2);
    assertThat(page("killed")).isEqualTo(page("whole"));
  }

  @Test
  void the_page_names_every_start() throws IOException {
    assertThatThrownBy(() -> run("killed", 3)).isInstanceOf(Killed.class);
    run("killed", PIECES + 1);
    assertThat(Files.readString(folder.resolve("killed/report.html")))
        .contains("The run was stopped and went on; the throughput is that of all sessions.")
        .contains("to when it was stopped: 1 cells, on ");
  }
}
