package hmrbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.metric.Metrics;
import hmrbench.metric.stress.MetricStress;
import hmrbench.record.Column;
import hmrbench.record.DiagnosisTable;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sections about errors say of a diagnosis whose numbers stand below. */
class DiagnosisSectionsTest {

  @TempDir static Path folder;

  private static PageData data;

  @BeforeAll
  static void write() throws IOException {
    new SyntheticRun(2, 40, 1, List.of(30.0), List.of("none", "slerp-0.3"), List.of("tcmr"))
        .writeTo(folder);
    diagnosis(
        DiagnosisTable.ANATOMY,
        "spin none | -0.5,-0.7,-0.3,0.6,0.3,0.1,2.5,0.8,1.5,50,40,-9,-7",
        "tcmr none | ,,,0.2,0.7,0.1,0.4,0.55,-2,-66.67,14,-6.5,-7",
        "frozen none | -1.9,,,0,1,0,0,0,,,5,,-7");
    diagnosis(
        DiagnosisTable.FINGERPRINT,
        "spin none | 30,29.5,26.55,4.5,76",
        "spin none | 15,41.7,9.38,18,36",
        "tcmr none | 30,11.25,10.13,4.5,76",
        "tcmr none | 15,21,4.73,18,36");
    List<String> lags = new ArrayList<>();
    for (int lag = 0; lag <= 30; lag++) {
      lags.add("spin none | %d,%s,%s,0.4".formatted(lag, 100 * lag / 3.0, 1.0 / (1 + lag)));
      lags.add("tcmr none | %d,%s,%s,0.55".formatted(lag, 100 * lag / 3.0, 1 - lag / 40.0));
    }
    diagnosis(DiagnosisTable.PERSISTENCE, lags.toArray(String[]::new));
    diagnosis(
        DiagnosisTable.POSITION_SPECTRUM,
        "spin none | 0.5,10",
        "spin none | 1,20",
        "spin none | 3.9,30",
        "spin none | 8,100",
        "spin none | 15,40",
        "tcmr none | 0,3",
        "tcmr none | 4,1");
    diagnosis(
        DiagnosisTable.JOINTS,
        "spin none | left_knee,legs,50,20,78",
        "spin none | right_knee,legs,70,30,78",
        "spin none | head,head,40,10,78",
        "tcmr none | left_knee,legs,55,8,78",
        "tcmr none | right_knee,legs,65,9,78",
        "tcmr none | head,head,42,,78");
    diagnosis(
        DiagnosisTable.ROSETTA,
        "spin none | per frame,mm/frame^2,29.5,what it means,TCMR",
        "spin none | per second,m/s^2,26.55,what it means,WHAM",
        "tcmr none | per frame,mm/frame^2,11.25,what it means,TCMR",
        "tcmr none | per second,m/s^2,10.125,what it means,WHAM");
    List<String> audit = new ArrayList<>(audit("spin", "tcmr", 20, "90,18,0.81", "10,38,0.19"));
    audit.addAll(audit("spin", "vibe", 22, "90,18,0.7364", "10,58,0.2636"));
    audit.addAll(audit("tcmr", "tcmr", 10, "100,10,1", "0,,0"));
    diagnosis(DiagnosisTable.AUDIT, audit.toArray(String[]::new));
    diagnosis(DiagnosisTable.SEAMS, "spin none | 16,3.5,0.0625,2", "spin none | 16,3.5,0.125,1");
    diagnosis(
        DiagnosisTable.FILTERS,
        "spin none | none,true,,,,0,0",
        "spin slerp-0.3 | slerp-0.3,true,,,,3,0",
        "spin slerp-0.3 | slerp-0.1,false,,,,9,0",
        "tcmr none | none,true,,,,0,8",
        "tcmr slerp-0.3 | slerp-0.3,true,,,,all,8");
    RunView run = RunView.open(folder);
    data = PageData.of(run, run.home().orElseThrow());
  }

  /** The lines of one rule, of which two causes have values. */
  private static List<String> audit(
      String model, String rule, int number, String motion, String padded) {
    List<String> lines = new ArrayList<>();
    for (String cause :
        List.of("sequence_join", "filled_in", "gap", "padded_window", "window_seam", "motion")) {
      String values =
          cause.equals("motion") ? motion : cause.equals("padded_window") ? padded : "0,,0";
      String[] of = values.split(",", -1);
      lines.add(
          "%s none | %s,%d,%s,%s,%s,%s".formatted(model, rule, number, cause, of[0], of[1], of[2]));
    }
    return lines;
  }

  /** Writes a table whose lines are given as {@code model filter | values}. */
  private static void diagnosis(DiagnosisTable table, String... rows) throws IOException {
    List<String> header = new ArrayList<>(Column.CELL);
    header.addAll(table.columns());
    List<String> lines = new ArrayList<>(List.of(String.join(",", header)));
    for (String row : rows) {
      List<String> parts = Arrays.asList(row.split(" \\| ", -1));
      List<String> cell = Arrays.asList(parts.get(0).split(" ", -1));
      lines.add(
          "%s,simulated-test,tcmr,30,%s,1,%s".formatted(cell.get(0), cell.get(1), parts.get(1)));
    }
    Path file = folder.resolve("diagnosis").resolve(table.fileName() + ".csv");
    Files.createDirectories(folder.resolve("diagnosis"));
    Files.write(file, lines);
    SyntheticRun.addRecord(folder, "diagnosis/" + table.fileName() + ".csv");
  }

  /** What a section gives. */
  private record Said(String html, List<TableView> tables, List<String> figures) {

    static Said by(Section section) {
      PageParts page = new PageParts();
      String html = section.body(data, page);
      return new Said(
          html, page.tables(), page.figures().stream().map(it -> it.figure().name()).toList());
    }

    List<String> heads(int table) {
      return tables.get(table).columns().stream().map(Said::head).toList();
    }

    private static String head(Heading column) {
      return column.unit().isEmpty() ? column.title() : column.title() + ", " + column.unit();
    }

    /** The fields of a row as printed, intervals in brackets. */
    List<String> row(int table, int row) {
      return tables.get(table).rows().get(row).entries().stream().map(Said::field).toList();
    }

    private static String field(Entry entry) {
      return entry.interval().isEmpty()
          ? entry.text()
          : entry.text() + " [" + entry.interval() + "]";
    }
  }

  @Test
  void anatomy_gives_each_part_of_an_error_under_its_head() {
    Said said = Said.by(new AnatomySection());
    assertThat(said.html())
        .contains(
            "<li>spin: 60 % of the squared error is jitter, like coordinates that tremble by 2.5"
                + " mm. Of the true acceleration it keeps 80 %, 1.5 frames (50 ms) late. At half the"
                + " frame rate its error would be 1.4 times as large.</li>",
            "<li>tcmr: 20 % of the squared error is jitter, like coordinates that tremble by 0.4"
                + " mm. Of the true acceleration it keeps 55 %, 2.0 frames (67 ms) early.</li>")
        .doesNotContain("<li>frozen");
    assertThat(said.heads(0))
        .containsExactly(
            "model",
            "Accel error, mm/frame²",
            "jitter, % of square",
            "amplitude, % of square",
            "timing, % of square",
            "tremble, mm",
            "kept, % of accel.",
            "lag, frames",
            "lag, ms",
            "slope, log error / log rate",
            "smoothness, log dim.less jerk");
    assertThat(said.row(0, 0))
        .containsExactly(
            "spin",
            "29.50",
            "60.0",
            "30.0",
            "10.0",
            "2.50",
            "80",
            "1.50",
            "50",
            "−0.50 [−0.70 to −0.30]",
            "−9.0");
    assertThat(said.row(0, 1))
        .containsExactly(
            "tcmr", "11.25", "20.0", "70.0", "10.0", "0.40", "55", "−2.00", "−67", "", "−6.5");
    assertThat(said.row(0, 2))
        .containsExactly("frozen", "", "0.0", "100.0", "0.0", "0.00", "0", "", "", "−1.90", "");
    assertThat(said.tables().get(0).rows())
        .extracting(Row::reference)
        .containsExactly(false, false, true);
    assertThat(said.tables().get(0).notes())
        .last()
        .asString()
        .endsWith("that of the truth is −7.0.");
    assertThat(said.figures()).containsExactly("anatomy", "fingerprint", "error-persistence");
  }

  @Test
  void anatomy_says_how_long_an_error_lasts() {
    Said said = Said.by(new AnatomySection());
    assertThat(said.heads(1))
        .containsExactly(
            "model",
            "steady, % of square",
            "1 frame, later",
            "2 frames, later",
            "3 frames, later",
            "5 frames, later",
            "8 frames, later",
            "15 frames, later",
            "30 frames, later",
            "below 1 Hz, % of changing square",
            "1 to 2 Hz, % of changing square",
            "2 to 4 Hz, % of changing square",
            "4 to 8 Hz, % of changing square",
            "from 8 Hz, % of changing square");
    assertThat(said.row(1, 0))
        .containsExactly(
            "spin", "40", "0.50", "0.33", "0.25", "0.17", "0.11", "0.06", "0.03", "5", "10", "15",
            "0", "70");
    assertThat(said.row(1, 1))
        .containsExactly(
            "tcmr", "55", "0.98", "0.95", "0.93", "0.88", "0.80", "0.63", "0.25", "75", "0", "0",
            "25", "0");
  }

  @Test
  void body_averages_the_joints_of_a_part() {
    Said said = Said.by(new BodySection());
    assertThat(said.heads(0))
        .containsExactly(
            "model",
            "head, MPJPE, mm",
            "legs, MPJPE, mm",
            "head, accel. error, mm/frame²",
            "legs, accel. error, mm/frame²");
    assertThat(said.row(0, 0)).containsExactly("spin", "40.0", "60.0", "10.0", "25.0");
    assertThat(said.row(0, 1)).containsExactly("tcmr", "42.0", "60.0", "", "8.5");
    assertThat(said.figures()).containsExactly("body-acceleration", "body-position");
    // Means over the three joints, not over the two parts.
    assertThat(said.html()).contains("mean 20.0", "mean 53.3", "mean 54.0");
  }

  @Test
  void definitions_stand_in_lines_and_models_in_columns() {
    Said said = Said.by(new DefinitionsSection());
    assertThat(said.heads(0))
        .containsExactly("definition, and who uses it", "unit", "spin", "tcmr");
    assertThat(said.row(0, 0)).containsExactly("per frame [TCMR]", "mm/frame²", "29.50", "11.25");
    assertThat(said.row(0, 1)).startsWith("per second [WHAM]", "m/s²", "26.55");
    assertThat(said.html())
        .contains(
            "Two numbers can be compared only within a line.",
            "<div id=\"definition-table\"><div class=\"table-box\">",
            "<output id=\"explained\"></output>",
            "<script>\n" + Resources.text("explain.js"));
  }

  @Test
  void blind_spots_are_those_of_the_metrics_of_the_run() {
    Said said = Said.by(new StressSection());

    assertThat(said.figures()).containsExactly("stress");
    assertThat(said.html())
        .contains(
            "<li>MPJPE: blind to drift of the path, foot slide; no trick lowers it.</li>",
            "<li>PA-MPJPE: blind to drift of the path, scale, foot slide; no trick lowers it.</li>")
        .doesNotContain("W-MPJPE", "RTE");
  }

  @Test
  void blind_spots_know_the_metrics_by_the_columns_of_the_records() {
    assertThat(StressSection.METRICS.values()).containsExactlyElementsOf(MetricStress.metrics());
    assertThat(Metrics.all())
        .extracting(it -> it.id().column())
        .containsAll(StressSection.METRICS.keySet());
  }

  @Test
  void audit_parts_a_number_by_cause_under_the_rule_of_its_protocol() {
    Said said = Said.by(new AuditSection());
    assertThat(said.heads(0))
        .containsExactly(
            "model",
            "rule",
            "as averaged, mm/frame²",
            "motion alone, mm/frame²",
            "motion, % of the number",
            "padded windows, % of the number",
            "seam peak, times the rest");
    assertThat(said.row(0, 0))
        .containsExactly(
            "spin", "tcmr", "20.00", "18.00", "81.0 [90 × 18.0]", "19.0 [10 × 38.0]", "3.5");
    assertThat(said.row(0, 1))
        .containsExactly("tcmr", "tcmr", "10.00", "10.00", "100.0 [100 × 10.0]", "", "");
    assertThat(said.row(1, 0)).startsWith("spin", "vibe", "22.00", "18.00", "73.6 [90 × 18.0]");
    assertThat(said.html()).contains("<summary>The same under other rules of averaging</summary>");
    assertThat(said.figures()).first().isEqualTo("audit");
  }

  @Test
  void filters_are_set_against_the_network_with_what_both_wait_for() {
    Said said = Said.by(new FiltersSection());
    assertThat(said.html())
        .contains("<h3>Does tcmr beat a filter on spin?</h3>")
        .contains("<li>Not decided in one or both: slerp-0.3</li>");
    assertThat(said.heads(0))
        .containsExactly(
            "filter on spin",
            "parameters",
            "latency, frames",
            "Accel error, tcmr minus filter, mm/frame²",
            "MPJPE, tcmr minus filter, mm",
            "verdict");
    List<Entry> duel = said.tables().get(0).rows().get(1).entries();
    assertThat(duel.get(0).text()).isEqualTo("slerp-0.3");
    assertThat(duel.get(2).text()).isEqualTo("3");
    assertThat(duel.get(3).value().orElseThrow())
        .isCloseTo(acceleration("tcmr", "none") - acceleration("spin", "slerp-0.3"), within(1e-6));
    assertThat(said.heads(1))
        .containsExactly(
            "model",
            "filter",
            "parameters",
            "latency, frames",
            "Accel error, mm/frame²",
            "MPJPE, mm",
            "on the front");
    assertThat(said.tables().get(1).rows())
        .extracting(row -> row.entries().subList(0, 4).stream().map(Entry::text).toList())
        .containsExactly(
            List.of("spin", "none", "none", "0"),
            List.of("spin", "slerp-0.3", "slerp-0.3", "3"),
            List.of("tcmr", "none", "none", "8"),
            List.of("tcmr", "slerp-0.3", "slerp-0.3", "whole sequence"));
    assertThat(said.tables().get(1).rows())
        .extracting(row -> row.entries().get(4).value().orElseThrow())
        .containsExactly(
            acceleration("spin", "none"),
            acceleration("spin", "slerp-0.3"),
            acceleration("tcmr", "none"),
            acceleration("tcmr", "slerp-0.3"));
  }

  private static double acceleration(String model, String filter) {
    return data.run()
        .overSeeds(data.home(), model, filter)
        .orElseThrow()
        .metrics()
        .get("accel_err_mm_per_frame2")
        .mean();
  }
}
