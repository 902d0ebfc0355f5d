package hmrbench.extending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.ConfigReader;
import hmrbench.config.PathRoots;
import hmrbench.core.MetricId;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.record.SequenceRow;
import hmrbench.report.Report;
import hmrbench.run.ConfigNames;
import hmrbench.run.ExperimentRun;
import hmrbench.run.Extensions;
import hmrbench.testing.StrictListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A metric is one class and one line of the list: here both are of somebody else. */
class AddedMetricTest {

  private static final String COLUMN = "wrist_error_mm";

  @TempDir Path folder;

  @Test
  void a_metric_of_somebody_else_reaches_records_summary_and_page() throws IOException {
    RunFolder run = run(Extensions.all().with(new WristError()));

    assertThat(run.manifest().records().metrics())
        .last()
        .extracting(MetricId::column)
        .isEqualTo(COLUMN);
    Cell cell = run.cells().get(0);
    FrameTable rows = run.frames(cell);
    double mean = 0;
    double[] wrists = rows.metric(COLUMN).orElseThrow().presentValues();
    for (double wrist : wrists) {
      mean += wrist / wrists.length;
    }
    assertThat(mean).isGreaterThan(0);
    assertThat(run.summary().get(0).metrics().get(COLUMN).mean()).isCloseTo(mean, within(1e-6));
    assertThat(run.sequences())
        .extracting(SequenceRow::metrics)
        .allSatisfy(values -> assertThat(values).containsKey(COLUMN));
    Report.write(run.folder());
    assertThat(run.folder().resolve("report.html")).content().contains("Wrist error");
  }

  @Test
  void the_jerk_of_a_whole_sequence_stands_in_its_first_counted_row() throws IOException {
    RunFolder run = run(Extensions.all());
    FrameTable rows = run.frames(run.cells().get(0));
    List<Integer> having = new ArrayList<>();
    for (int row : rows.metric("log_dimensionless_jerk").orElseThrow().present().indices()) {
      having.add(row);
    }
    assertThat(having).isEqualTo(rows.sequences().stream().map(it -> it.from()).toList());
    assertThat(Files.readAllLines(run.folder().resolve("sequences.csv")).get(0))
        .contains(",foot_sliding_mm_per_frame,log_dimensionless_jerk,");
  }

  private RunFolder run(Extensions extensions) throws IOException {
    Files.writeString(
        folder.resolve("experiment.yaml"),
        """
        name: wrists
        models: [{name: floor, architecture: reference, reference: float16-truth}]
        datasets:
          - {name: walks, format: simulated, split: test, sequences: 3, seed: 5, seconds: 2}
        protocols: [{name: hmrbench, protocol: hmrbench}]
        seeds: [1]
        device: cpu
        """);
    ExperimentRun.Request request =
        new ExperimentRun.Request(
            new ConfigReader(
                    folder, Optional.empty(), folder, ConfigNames.vocabulary(Extensions.all()))
                .read(folder, List.of()),
            new PathRoots(folder, folder.resolve("data")),
            folder.resolve("run"),
            Existing.CONTINUE,
            1);
    ExperimentRun.run(
        request,
        ExperimentRun.Openings.fromConfig(extensions),
        new StrictListener(),
        Clock.systemUTC());
    return RunFolder.open(folder.resolve("run"));
  }
}
