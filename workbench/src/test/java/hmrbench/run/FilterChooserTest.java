package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentBuilder;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.PathRoots;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.Models;
import hmrbench.record.Cell;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.testing.StrictListener;
import hmrbench.testing.TinyModels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterChooserTest {

  @TempDir Path folder;

  private static DatasetConfig clips(String name, SimulatedSplit split) {
    return new Simulated(name, split, 2, 3, 2, 30);
  }

  private ExperimentConfig experiment(List<String> filters, Optional<DatasetConfig> chosenOn) {
    return new ExperimentBuilder(
            "small",
            List.of(
                Models.all()
                    .named("vibe")
                    .network(
                        "vibe", List.of(TinyModels.vibe(folder.resolve("vibe.safetensors"), 1)))),
            List.of(clips("test", SimulatedSplit.TEST)))
        .filters(filters)
        .filtersChosenOn(chosenOn)
        .build();
  }

  @Test
  void the_smoothest_candidate_that_costs_no_accuracy_is_chosen_and_applied() {
    DatasetConfig validation = clips("validation", SimulatedSplit.VALIDATION);
    RunFolder first =
        run(
            folder.resolve("out"),
            experiment(List.of("none", "best-gaussian", "slerp-0.3"), Optional.of(validation)));
    List<DiagnosisRow> candidates =
        first.diagnosis(DiagnosisTable.FILTERS).stream()
            .filter(row -> row.cell().filter().equals("best-gaussian"))
            .toList();
    // No filter, and the eight of the family.
    assertThat(candidates).hasSize(9);
    assertThat(candidates)
        .allSatisfy(row -> assertThat(row.text("chosen_on")).isEqualTo("validation"))
        .allSatisfy(row -> assertThat(number(row, "model_lookahead_frames")).isEqualTo(15));
    double unfiltered = number(candidates.get(0), "choice_mpjpe_mm");
    DiagnosisRow chosen =
        candidates.stream()
            .filter(row -> row.text("chosen").equals("true"))
            .findFirst()
            .orElseThrow();
    assertThat(number(chosen, "choice_mpjpe_mm")).isLessThanOrEqualTo(unfiltered);
    assertThat(candidates)
        .filteredOn(row -> number(row, "choice_mpjpe_mm") <= unfiltered)
        .allSatisfy(
            row ->
                assertThat(number(row, "choice_accel_err_mm_per_frame2"))
                    .isGreaterThanOrEqualTo(number(chosen, "choice_accel_err_mm_per_frame2")));
    assertThat(first.diagnosis(DiagnosisTable.FILTERS))
        .filteredOn(row -> row.cell().filter().equals("slerp-0.3"))
        .singleElement()
        .satisfies(row -> assertThat(row.number("choice_mpjpe_mm")).isEmpty())
        .satisfies(row -> assertThat(row.text("filter_lookahead_frames")).isEqualTo("0"));
    Cell best = new Cell("vibe", "test", "tcmr", 30, "best-gaussian", "1");
    String applied = chosen.text("candidate");
    double byName =
        accel(
            run(folder.resolve("named"), experiment(List.of("none", applied), Optional.empty())),
            new Cell("vibe", "test", "tcmr", 30, applied, "1"));
    assertThat(accel(first, best)).isEqualTo(byName);
  }

  private RunFolder run(Path out, ExperimentConfig config) {
    ExperimentRun.run(
        new ExperimentRun.Request(
            config, new PathRoots(folder, folder.resolve("data")), out, Existing.CONTINUE, 2),
        new StrictListener(),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    return RunFolder.open(out);
  }

  private static double accel(RunFolder run, Cell cell) {
    return run.summary().stream()
        .filter(row -> row.cell().equals(cell))
        .map(row -> Objects.requireNonNull(row.metrics().get("accel_err_mm_per_frame2")))
        .findFirst()
        .orElseThrow()
        .mean();
  }

  private static double number(DiagnosisRow row, String column) {
    return row.number(column).orElseThrow();
  }

  @Test
  void data_that_are_scored_are_no_data_to_choose_on() {
    assertThatThrownBy(
            () ->
                experiment(
                    List.of("best-average"), Optional.of(clips("test", SimulatedSplit.TEST))))
        .hasMessage(
            "filters-chosen-on test is scored too: what is chosen on it would be too good there");
    assertThatThrownBy(() -> experiment(List.of("best-average"), Optional.empty()))
        .hasMessage(
            "filters best-average needs data to choose its parameters on: add filters-chosen-on"
                + " with a data set that is not scored");
    assertThatThrownBy(
            () ->
                experiment(
                    List.of("average-3"),
                    Optional.of(clips("validation", SimulatedSplit.VALIDATION))))
        .hasMessage("filters-chosen-on is there, but no filter is named best-FAMILY");
  }
}
