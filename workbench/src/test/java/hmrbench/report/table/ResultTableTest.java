package hmrbench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.record.SummaryRow;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTableTest {

  @TempDir static Path folder;

  private static RunView run;
  private static Setting setting;
  private static TableView table;

  @BeforeAll
  static void write() throws IOException {
    run = RunView.open(SyntheticRun.small().writeTo(folder));
    setting = run.home().orElseThrow();
    table = ResultTable.of(run, setting, Marks.NONE);
  }

  private static Row row(String model) {
    return table.rows().stream()
        .filter(row -> row.entries().get(0).text().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private static Entry entry(String model, String column, String unit) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).title().equals(column)
          && table.columns().get(i).unit().equals(unit)) {
        return row(model).entries().get(i);
      }
    }
    throw new AssertionError("no column " + column + " in " + table.columns());
  }

  @Test
  void marks_the_lowest_error_of_the_models_that_compete() {
    assertThat(entry("tcmr", "Accel error", "mm/frame²").best()).isTrue();
    assertThat(entry("vibe-seq", "Accel error", "mm/frame²").best()).isFalse();
    assertThat(entry("truth-float16", "Accel error", "mm/frame²").best()).isFalse();
  }

  @Test
  void rows_that_are_not_told_apart_from_the_best_share_its_mark(@TempDir Path other)
      throws IOException {
    // PA-MPJPE 52.2, 52.3, 52.7 and 53.2 with seeds that differ by 2 %, and 54.6 and 55.6; the
    // acceleration errors 11.6, 15.2, 15.9 and more.
    RunView usual = RunView.open(SyntheticRun.usual().writeTo(other));
    TableView results = ResultTable.of(usual, usual.home().orElseThrow(), Marks.NONE);
    assertThat(best(results, "PA-MPJPE")).hasSizeGreaterThan(2).contains("middle-residual");
    assertThat(best(results, "Accel error")).containsExactly("tcmr");
    assertThat(results.notes().get(0))
        .isEqualTo(
            "Bold: lowest of its column, and every row that is not told apart from it: equal"
                + " digits, or p of 0.05 or more for their difference (t test over people and"
                + " seeds, corrected (Holm) for the rows of the column). Columns of a size alone"
                + " have no best.");
    assertThat(TerminalTable.of(results))
        .contains("◂ lowest of its column, and every row that is not told apart from it: equal");
    assertThat(table.notes().get(0))
        .isEqualTo(
            "Bold: lowest number of its column; of fewer than six people, which tells no two rows"
                + " apart. Columns of a size alone have no best.");
  }

  private static List<String> best(TableView results, String column) {
    int at = results.columns().stream().map(TableView.Heading::title).toList().indexOf(column);
    return results.rows().stream()
        .filter(row -> row.entries().get(at).best())
        .map(row -> row.entries().get(0).text())
        .toList();
  }

  @Test
  void ranks_no_size_of_an_acceleration() {
    TableView further = ResultTable.further(run, setting).orElseThrow();
    int column =
        further.columns().stream().map(TableView.Heading::title).toList().indexOf("Accel of truth");
    assertThat(column).isPositive();
    assertThat(further.rows()).noneMatch(row -> row.entries().get(column).best());
    assertThat(table.columns()).noneMatch(heading -> heading.title().startsWith("Accel of"));
  }

  @Test
  void puts_reference_rows_last() {
    assertThat(table.rows().stream().map(Row::reference))
        .containsExactly(false, false, false, false, false, false, true, true);
  }

  @Test
  void prints_the_value_of_the_summary_with_its_interval() {
    SummaryRow.Value value =
        Objects.requireNonNull(
            run.overSeeds(setting, "tcmr", "none").orElseThrow().metrics().get("pa_mpjpe_mm"));
    Entry entry = entry("tcmr", "PA-MPJPE", "mm");
    assertThat(entry.text()).isEqualTo(String.format(Locale.ROOT, "%.1f", value.mean()));
    SummaryRow.Range range = value.interval().orElseThrow();
    assertThat(entry.interval())
        .isEqualTo(String.format(Locale.ROOT, "%.1f to %.1f", range.low(), range.high()));
  }

  @Test
  void says_data_protocol_and_averaging_in_its_caption() {
    assertThat(table.caption())
        .isEqualTo(
            "simulated-test, 30 frames/s, protocol tcmr: 2 sequences, 80 frames. Mean over frames,"
                + " one seed; small print: 95 % interval over people and seeds.");
  }

  @Test
  void leaves_a_metric_without_values_out() {
    assertThat(table.columns().stream().map(TableView.Heading::title)).doesNotContain("MPVPE");
  }

  @Test
  void is_the_same_under_a_german_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      TableView again = ResultTable.of(run, setting, Marks.NONE);
      assertThat(again).isEqualTo(table);
      assertThat(CsvTable.of(again)).isEqualTo(CsvTable.of(table));
      assertThat(LatexTable.of(again)).isEqualTo(LatexTable.of(table));
      assertThat(MarkdownTable.of(again)).isEqualTo(MarkdownTable.of(table));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void does_not_rank_a_row_with_other_frames() {
    List<ValueType> types =
        List.of(type(80, "tcmr version 1"), type(80, "tcmr version 1"), type(64, "tcmr version 1"));
    Comparability rule = Comparability.of(types).orElseThrow();
    assertThat(rule.ranks(types.get(0))).isTrue();
    assertThat(rule.reason(types.get(2))).contains("frames 64 instead of 80");
  }

  @Test
  void does_not_rank_a_row_of_another_protocol() {
    List<ValueType> types = List.of(type(80, "tcmr version 1"), type(80, "vibe version 1"));
    Comparability rule = Comparability.of(types).orElseThrow();
    assertThat(rule.reason(types.get(1)))
        .contains("protocol vibe version 1 instead of tcmr version 1");
  }

  @Test
  void converts_an_acceleration_exactly() {
    assertThat(Comparability.metresPerSecond2(6.8, 30)).isCloseTo(6.12, within(1e-12));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  private static ValueType type(int frames, String protocol) {
    return new ValueType("PA-MPJPE", "mm", "simulated-test", protocol, 30, 2, frames, "");
  }
}
