package hmrbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hmrbench.core.Remark;
import hmrbench.core.SimulatedSets;
import hmrbench.record.Cell;
import hmrbench.record.InterventionFile;
import hmrbench.record.InterventionRow;
import hmrbench.record.Manifest;
import hmrbench.record.Manifest.DataCard;
import hmrbench.record.RunFolder;
import hmrbench.record.SequenceRow;
import hmrbench.record.ledger.RunLedger;
import hmrbench.record.ledger.RunLedger.Line;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sections say of given records; numbers are worked out from the rows of the shards. */
class SectionsTest {

  // Rows have six digits, sequences are as long as each other: a mean differs by rounding alone.
  private static final double ROUNDING = 1e-3;

  private static final String ACCELERATION = "accel_err_mm_per_frame2";

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
            new OlderSetsSection(),
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

  @Test
  void attention_is_the_mean_weight_of_the_rows_of_the_networks_that_have_it() throws IOException {
    TableView table = tables(new AttentionSection()).get(0);
    assertThat(table.rows())
        .extracting(it -> it.entries().get(0).text())
        .containsOnly("middle-residual-poseforecast", "tcmr");
    List<Entry> all = row(table, "tcmr");
    assertThat(all.subList(1, 4))
        .extracting(Entry::text)
        .containsExactly("frame rate", "30 frames/s", "80");
    for (String branch : List.of("past", "current", "future")) {
      assertThat(number(table, all, branch, "weight"))
          .isCloseTo(mean("tcmr", "attention_" + branch), within(ROUNDING));
    }
  }

  @Test
  void sequences_are_listed_model_by_model_with_their_own_means() {
    TableView table = tables(new SequencesSection()).get(0);
    assertThat(table.columns().subList(0, 4))
        .extracting(Heading::title)
        .containsExactly("model", "sequence", "activity", "frames");
    assertThat(row(table, "tcmr").subList(0, 4))
        .extracting(Entry::text)
        .containsExactly("tcmr", "s00_walk", "walk", "40");
    List<SequenceRow> own = material.run().sequences(material.home().cell("tcmr", "none", "1"));
    assertThat(number(table, row(table, "tcmr"), "PA-MPJPE", "mm"))
        .isEqualTo(own.get(0).metrics().get("pa_mpjpe_mm"));
    assertThat(number(table, row(table, "tcmr"), "MPJPE", "mm"))
        .isEqualTo(own.get(0).metrics().get("mpjpe_mm"));
    assertThat(new SequencesSection().body(material, new PageParts()))
        .contains("<option value=\"\">all models</option><option>spin</option>")
        .doesNotContain("<option>frozen</option>");
  }

  @Test
  void statistics_are_the_paired_differences_to_the_baseline() {
    TableView table = tables(new StatisticsSection()).get(0);
    List<SequenceRow> tcmr = material.run().sequences(material.home().cell("tcmr", "none", "1"));
    List<SequenceRow> vibe =
        material.run().sequences(material.home().cell("vibe-seq", "none", "1"));
    double difference = 0;
    for (int i = 0; i < tcmr.size(); i++) {
      difference +=
          (tcmr.get(i).metrics().get("mpjpe_mm") - vibe.get(i).metrics().get("mpjpe_mm"))
              / tcmr.size();
    }
    assertThat(table.caption()).contains("vibe-seq");
    double wanted = difference;
    assertThat(table.rows())
        .filteredOn(it -> it.entries().get(0).text().equals("tcmr"))
        .filteredOn(it -> it.entries().get(1).text().equals("MPJPE (mm)"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.entries().get(2).value().orElseThrow())
                    .isCloseTo(wanted, within(1e-9)));
    // Two people give no interval, and nothing is drawn without one.
    assertThat(figures(new StatisticsSection())).isEmpty();
  }

  @Test
  void charts_draw_the_grid_of_table_1_and_the_trade_off() {
    assertThat(figures(new ChartsSection())).contains("ablation-grid", "trade-off");
    // One rate only: no table of rates.
    assertThat(tables(new ChartsSection())).isEmpty();
  }

  @Test
  void errors_at_every_rate_stand_under_their_rate(@TempDir Path other) throws IOException {
    RunView run =
        RunView.open(
            new SyntheticRun(2, 40, 1, List.of(15.0, 30.0), List.of("none"), List.of("tcmr"))
                .writeTo(other));
    PageData data = PageData.of(run, run.home().orElseThrow());
    PageParts page = new PageParts();
    new ChartsSection().body(data, page);
    TableView table = page.tables().get(0);
    List<Entry> row = row(table, "tcmr");
    assertThat(row.get(1).text()).isEqualTo("Accel error (mm/frame²)");
    for (String rate : List.of("15", "30")) {
      assertThat(number(table, row, rate, "frames/s"))
          .isEqualTo(
              run.overSeeds(data.home().at(Double.parseDouble(rate)), "tcmr", "none")
                  .orElseThrow()
                  .metrics()
                  .get(ACCELERATION)
                  .mean());
    }
  }

  @Test
  void playback_shows_clips_of_the_two_models_in_the_player_and_as_charts() {
    String html = new PlaybackSection().body(material, new PageParts());
    assertThat(html).contains("<div class=\"no-js-only\">");
    assertThat(figures(new PlaybackSection())).contains("timeline-1");
    assertThat(html).contains(material.compared().first(), material.compared().second());
  }

  @Test
  void the_ledger_counts_verdicts_and_groups_printed_numbers_by_system() {
    PageParts page = new PageParts();
    String html = new LedgerSection().body(material, page);
    List<Line> lines = RunLedger.of(material.run().folder());
    assertThat(lines).isNotEmpty();
    assertThat(html).contains("Of %d published numbers: ".formatted(lines.size()));
    Line first = lines.stream().filter(Line::asked).findFirst().orElseThrow();
    assertThat(html)
        .contains(
            "<tr class=\"group\"><th colspan=\"4\" scope=\"rowgroup\">%s on simulated-test, protocol tcmr, beside %s, %s</th></tr>"
                .formatted(
                    first.cell().model(), first.published().system(), first.published().table()))
        .contains("<td class=\"num\">" + first.published().printed().toPlainString());
    assertThat(page.tables().get(0).rows())
        .hasSize((int) lines.stream().filter(Line::asked).count());
  }

  @Test
  void the_run_is_told_with_its_machine_its_speed_and_its_files() {
    String html = new RunSection().body(material, new PageParts());
    assertThat(html)
        .contains("<li><b>tcmr</b>: made up for a test of the report</li>")
        .contains("<li>device: cpu</li>\n<li>cpu: 2 cores</li>\n<li>engine: PyTorch 2.7.1</li>")
        .contains("<li>network: 92\u2009160 frames in 21.5 s, 4\u2009287 frames/s</li>")
        .contains(
            "models/tcmr/seed-1.safetensors, 2\u2009345\u2009678 bytes, "
                + "a".repeat(64)
                + "</li>")
        .contains("Files that were read, with their SHA-256 (1)")
        .doesNotContain("Sessions", "Not in these results", "Parity certificate");
  }

  @Test
  void the_page_has_its_scripts_as_they_are_and_a_place_for_every_section() {
    String html =
        new ReportPage(material.run(), material.home(), List.of(new PlaybackSection())).html();
    assertThat(html)
        .contains("<section id=\"playback\">\n<h2>Clips, frame by frame</h2>\n")
        .contains("<script type=\"application/json\" id=\"clips\">\n{")
        .contains("<script type=\"text/plain\" id=\"three-core\">\n");
    for (String name :
        List.of("page.js", "motion.js", "stage2d.js", "stage3d.js", "timeline.js", "player.js")) {
      assertThat(html).contains("<script>\n" + Resources.text(name) + "\n</script>\n");
    }
  }

  @Test
  void how_to_run_again_names_commit_and_experiment() {
    assertThat(new RerunSection().body(material, new PageParts()))
        .contains(
            """
            <pre tabindex="0"><code>git checkout 0123456789abcdef0123456789abcdef01234567
            ./hmrbench run experiments/quickstart          # everything; what is there already is kept
            ./hmrbench run experiments/quickstart --fresh  # from nothing
            ./hmrbench report reports/quickstart           # this page again, from the records alone
            """);
  }

  @Test
  void a_run_of_an_older_version_of_the_simulated_sets_says_so() {
    var facts = new Manifest.DataFacts(null, List.of());
    String simulated = "format: simulated";
    DataCard now =
        new DataCard("now", List.of(simulated, DataCard.versionLine(SimulatedSets.VERSION)), facts);
    DataCard other = new DataCard("3dpw", List.of("format: tcmr-db"), facts);
    assertThat(OlderSetsSection.body(List.of(now, other))).isEmpty();
    // Before there was a second version, runs did not say which it was.
    DataCard first = new DataCard("simulated-test", List.of(simulated), facts);
    assertThat(OlderSetsSection.body(List.of(first, now)))
        .isEqualTo(
            """
            <div class="remarks">
            <p>This program makes version 2, whose people and sequences are others: numbers of the\
             two do not compare. For those of today, run the experiment again.</p>
            <ul>
            <li>simulated-test: version 1</li>
            </ul>
            </div>
            """);
  }

  @Test
  void edited_records_are_named() {
    assertThat(EditedSection.body(List.of())).isEmpty();
    assertThat(EditedSection.body(List.of("frames.csv", "<b>.csv")))
        .isEqualTo(
            """
            <div class="remarks">
            <p>Do not cite this page: 2 of the records behind it are missing or are not as the run\
             wrote them. Run the experiment again to make them anew.</p>
            <ul>
            <li>frames.csv</li>
            <li>&lt;b&gt;.csv</li>
            </ul>
            </div>
            """);
  }

  @Test
  void doubts_stand_before_notes_and_further_notes_behind_a_click(@TempDir Path other)
      throws IOException {
    SyntheticRun.small().writeTo(other);
    ObjectMapper json = new ObjectMapper();
    Path file = other.resolve("manifest.json");
    ObjectNode manifest = (ObjectNode) json.readTree(file.toFile());
    List<Remark> remarks = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      remarks.add(Remark.note("kind-" + i, "file " + i, "note " + i));
    }
    remarks.add(new Remark(Remark.Weight.DOUBT, "unit", "walk.npz", "is in centimetres"));
    manifest.set("remarks", json.valueToTree(remarks));
    json.writeValue(file.toFile(), manifest);
    RunView run = RunView.open(other, RunFolder.Edited.ACCEPT);
    String html =
        new RemarksSection().body(PageData.of(run, run.home().orElseThrow()), new PageParts());
    assertThat(html)
        .startsWith(
            "<div class=\"remarks\">\n<p>The numbers of this page are in doubt: see the marked lines,"
                + " and what to do.</p>\n<ul>\n<li class=\"doubt\"><b>In doubt:</b> <code>unit</code>")
        .contains("is in centimetres</li>\n</ul>\n<ul>\n<li><b>Note:</b> <code>kind-1</code>")
        .contains("<details><summary>2 more notes</summary>");
    assertThat(html.indexOf("kind-9")).isGreaterThan(html.indexOf("2 more notes"));
    assertThat(html.indexOf("kind-8")).isLessThan(html.indexOf("2 more notes"));
  }

  @Test
  void forced_attention_is_compared_and_drawn_where_there_are_enough_weights(@TempDir Path other)
      throws IOException {
    SyntheticRun.small().writeTo(other);
    RunView plain = RunView.open(other);
    Cell cell = plain.home().orElseThrow().cell("tcmr", "none", "1");
    List<InterventionRow> rows = new ArrayList<>();
    for (SequenceRow row : plain.sequences(cell)) {
      rows.add(forced(cell, "own", Optional.empty(), row.sequence(), 40));
      for (int past = 0; past <= 4; past++) {
        for (int current = 0; past + current <= 4; current++) {
          List<Double> weights = List.of(past / 4.0, current / 4.0, (4 - past - current) / 4.0);
          rows.add(forced(cell, "simplex", Optional.of(weights), row.sequence(), 40 + past));
        }
      }
    }
    InterventionFile.write(other.resolve(InterventionFile.NAME), rows);
    SyntheticRun.addRecord(other, InterventionFile.NAME);
    RunView run = RunView.open(other);
    PageParts page = new PageParts();
    new InterventionSection().body(PageData.of(run, run.home().orElseThrow()), page);
    assertThat(page.figures())
        .extracting(it -> it.figure().name())
        .containsExactly(
            "interventions-pa_mpjpe_mm-tcmr", "interventions-accel_err_mm_per_frame2-tcmr");
    assertThat(row(page.tables().get(0), "tcmr").get(1).text()).isEqualTo("own");
    assertThat(row(page.tables().get(0), "tcmr").get(2).value()).hasValue(40.0);
  }

  private static InterventionRow forced(
      Cell cell, String kind, Optional<List<Double>> weights, String sequence, double error) {
    return new InterventionRow(
        cell,
        kind,
        weights,
        sequence,
        40,
        Map.of("mpjpe_mm", error, "pa_mpjpe_mm", error, ACCELERATION, error),
        Map.of());
  }

  private static List<String> figures(Section section) {
    PageParts page = new PageParts();
    section.body(material, page);
    return page.figures().stream().map(it -> it.figure().name()).toList();
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
