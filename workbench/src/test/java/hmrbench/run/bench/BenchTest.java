package hmrbench.run.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.record.bench.BenchFile;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.Spread;
import hmrbench.report.bench.BenchPage;
import hmrbench.tensor.ComputeDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {

  private static final BenchOptions SMALL = new BenchOptions(60, 8, 4, 2, 16, 0, 2, 2, 1);

  @TempDir Path folder;

  @Test
  void a_measurement_has_every_stage_and_reads_back_as_it_was() throws Exception {
    List<Path> reported = new ArrayList<>();
    BenchResult result =
        new Bench(SMALL, ComputeDevice.CPU, what -> {})
            .measure(folder, reported::add, Optional.empty());
    assertThat(result.stages())
        .extracting(Measure::name)
        .containsExactly(
            "read", "project", "encode", "regress", "body", "metrics", "records", "report");
    assertThat(result.stages())
        .allSatisfy(
            stage -> {
              assertThat(stage.spread().values()).hasSize(2);
              assertThat(stage.spread().median()).isPositive().isLessThan(1e9);
            });
    assertThat(result.speeds())
        .extracting(Measure::name)
        .contains("pipeline", "network, fast path", "network, plain path", "matrix products");
    assertThat(reported).hasSize(2);
    assertThat(Files.isRegularFile(reported.get(0).resolve("frames.csv"))).isTrue();

    Path file = folder.resolve("measurements/here.json");
    BenchFile.write(result, file);
    assertThat(BenchFile.read(file)).isEqualTo(result);
    BenchPage.draw(result, file);
    BenchPage.writeAll(folder.resolve("measurements"));
    assertThat(file.resolveSibling("here-stages.svg")).isNotEmptyFile();
    assertThat(Files.readString(file.resolveSibling(BenchPage.PAGE)))
        .contains("## here", "| fast path to plain path |", "| encode |", "processor");
  }

  @ParameterizedTest
  @CsvSource({
    "5.565e-7, 5.57e-07",
    "0.003221, 0.00322",
    "0.0999, 0.0999",
    "0.17, 0.17",
    "68.5412, 68.5",
    "0, 0"
  })
  void a_number_of_the_page_keeps_the_digits_that_matter(double value, String expected) {
    Measure measure = new Measure("error", "", Spread.of(List.of(value)));
    BenchResult result =
        BenchMachine.result(Map.of()).measured(List.of(), List.of(measure), List.of());
    assertThat(BenchPage.markdown(result))
        .contains("| error | %s | %s to %s |".formatted(expected, expected, expected));
  }

  @Test
  void trainings_of_both_kinds_are_timed() {
    BenchResult result =
        new TrainingSpeed(SMALL, ComputeDevice.CPU, what -> {}).measure(Optional.empty());
    assertThat(result.speeds())
        .extracting(Measure::name)
        .containsExactly("tcmr, training", "vibe, training");
    assertThat(result.speeds())
        .allSatisfy(
            speed -> {
              assertThat(speed.unit()).isEqualTo("steps/s");
              assertThat(speed.spread().values()).hasSize(2);
              assertThat(speed.spread().median()).isPositive().isFinite();
            });
    assertThat(result.ratios()).isEmpty();
    assertThat(result.setup()).containsEntry("windows per step", "32");
  }

  @Test
  void records_for_reports_are_those_of_nine_models_under_three_seeds() throws Exception {
    LongRun run = new LongRun(1);
    Path records = folder.resolve("records");
    run.write(records, folder, 2);
    assertThat(run.cells()).isEqualTo(9 * 3);
    try (Stream<String> lines = Files.lines(records.resolve("frames.csv"))) {
      // A head, and for each cell 37 sequences of two windows of 16 frames.
      assertThat(lines.count()).isEqualTo(1 + 27 * 37 * 32).isEqualTo(1 + run.rows());
    }
  }
}
