package hmrbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sections say of given records; numbers are worked out from the rows of the shards. */
class SectionsTest {

  // Rows have six digits, sequences are as long as each other: a mean differs by rounding alone.
  private static final double ROUNDING = 1e-3;

  @TempDir static Path folder;

  private static PageData material;

  @BeforeAll
  static void write() throws IOException {
    RunView run = RunView.open(SyntheticRun.small().writeTo(folder));
    material = PageData.of(run, run.home().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spin", "vibe-seq", "middle-residual", "tcmr", "frozen"})
  void results_are_the_means_of_the_rows(String model) throws IOException {
    TableView table = tables(new ResultsSection()).get(0);
    List<Entry> row = row(table, model);
    assertThat(number(table, row, "PA-MPJPE", "mm"))
        .isCloseTo(mean(model, "pa_mpjpe_mm"), within(ROUNDING));
    assertThat(number(table, row, "MPJPE", "mm"))
        .isCloseTo(mean(model, "mpjpe_mm"), within(ROUNDING));
    assertThat(number(table, row, "Accel error", "mm/frame²"))
        .isCloseTo(mean(model, "accel_err_mm_per_frame2"), within(ROUNDING));
  }

  @Test
  void results_stand_before_published_numbers_that_are_marked_as_of_other_data() {
    PageParts page = new PageParts();
    String html = new ResultsSection().body(material, page);
    assertThat(html.indexOf("Beside it, published numbers of other data"))
        .isGreaterThan(html.indexOf("middle-residual-poseforecast"));
  }

  @Test
  void what_has_no_records_has_no_section() {
    for (Section section :
        List.of(
            new FiltersSection(),
            new InterventionSection(),
            new EditedSection(),
            new RemarksSection())) {
      assertThat(section.body(material, new PageParts())).as(section.id()).isEmpty();
    }
  }

  @Test
  void findings_say_at_which_setting_and_by_which_rule_they_are_judged() {
    assertThat(new FindingsSection().body(material, new PageParts()))
        .contains("from the records of this run, at " + material.home().words())
        .contains("95 % interval over people and seeds says so, of six people or more");
    // Two people decide nothing.
    assertThat(material.findings())
        .isNotEmpty()
        .extracting(it -> it.verdict().words())
        .doesNotContain("holds", "does not hold");
  }

  private static List<TableView> tables(Section section) {
    PageParts page = new PageParts();
    section.body(material, page);
    return page.tables();
  }

  private static List<Entry> row(TableView table, String first) {
    return table.rows().stream()
        .map(TableView.Row::entries)
        .filter(entries -> entries.get(0).text().equals(first))
        .findFirst()
        .orElseThrow(() -> new AssertionError(table.rows().toString()));
  }

  private static double number(TableView table, List<Entry> row, String title, String unit) {
    List<Heading> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).title().equals(title) && columns.get(i).unit().equals(unit)) {
        return row.get(i).value().orElseThrow();
      }
    }
    throw new AssertionError("no column " + title + " in " + columns);
  }

  /** The mean of a column over the rows of a model's shard. */
  private static double mean(String model, String column) throws IOException {
    List<Double> values = new ArrayList<>();
    try (var files = Files.list(folder.resolve("shards"))) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        int at = List.of(lines.get(0).split(",")).indexOf(column);
        for (String line : lines.subList(1, lines.size())) {
          String[] fields = line.split(",", -1);
          if (fields[0].equals(model) && !fields[at].isEmpty()) {
            values.add(Double.valueOf(fields[at]));
          }
        }
      }
    }
    assertThat(values).as(String.format(Locale.ROOT, "%s of %s", column, model)).isNotEmpty();
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
