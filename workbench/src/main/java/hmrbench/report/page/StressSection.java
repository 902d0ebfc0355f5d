package hmrbench.report.page;

import hmrbench.core.MetricId;
import hmrbench.metric.stress.MetricStress.Row;
import hmrbench.metric.stress.MetricStress.Table;
import hmrbench.report.chart.StressFigure;
import hmrbench.report.table.StressCsv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the metrics of the run see and what fools them, as the command {@code stress all} found on
 * simulated motion. The run itself has no part in it.
 */
final class StressSection implements Section {

  /** What {@code stress all} writes. */
  static final String MEASURED = "stress.csv";

  /** A flaw that adds less than this share of a usual error in every size is not seen. */
  private static final double SEEN = 0.05;

  /** Metrics of the stress test, by the column of the records that holds them. */
  static final Map<String, String> METRICS = metrics();

  private static Map<String, String> metrics() {
    Map<String, String> metrics = new LinkedHashMap<>();
    metrics.put("mpjpe_mm", "mpjpe");
    metrics.put("pa_mpjpe_mm", "pa-mpjpe");
    metrics.put("accel_err_mm_per_frame2", "accel");
    metrics.put("vel_err_mm_per_frame", "velocity");
    metrics.put("w_mpjpe_mm", "w-mpjpe");
    metrics.put("wa_mpjpe_mm", "wa-mpjpe");
    metrics.put("rte_percent", "rte");
    metrics.put("world_jitter_10_m_per_s3", "jitter");
    metrics.put("world_foot_sliding_mm_per_frame", "foot-sliding");
    return metrics;
  }

  @Override
  public String id() {
    return "stress";
  }

  @Override
  public String shortName() {
    return "Blind spots";
  }

  @Override
  public String heading() {
    return "What these metrics see, and what fools them";
  }

  @Override
  public String body(PageData data, PageParts page) {
    List<String> here =
        data.run().metrics().stream()
            .map(MetricId::column)
            .filter(METRICS::containsKey)
            .map(METRICS::get)
            .toList();
    if (here.isEmpty()) {
      return "";
    }
    Table table = StressCsv.read(Resources.text(MEASURED)).only(here);
    return Html.paragraph(
            "Not from the models of this run: known flaws were added to true simulated motion, and"
                + " the metrics of this run were asked. The command \"stress all\" does it again.")
        + Html.list(sentences(table))
        + Html.details("Every flaw in every size", page.figures(List.of(StressFigure.of(table))));
  }

  private static List<String> sentences(Table table) {
    List<String> sentences = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      Set<String> blind = blind(table, column);
      Set<String> fooling = fooling(table, column);
      sentences.add(
          "%s: %s; %s."
              .formatted(
                  table.columns().get(column).title(),
                  blind.isEmpty() ? "sees every flaw" : "blind to " + String.join(", ", blind),
                  fooling.isEmpty()
                      ? "no trick lowers it"
                      : "lowered without better motion by: " + String.join(", ", fooling)));
    }
    return sentences;
  }

  private static Set<String> blind(Table table, int column) {
    Set<String> blind = new LinkedHashSet<>();
    table.flaws().forEach(it -> blind.add(it.flaw()));
    for (Row row : table.flaws()) {
      if (Math.abs(table.seen(row, column)) >= SEEN) {
        blind.remove(row.flaw());
      }
    }
    return blind;
  }

  private static Set<String> fooling(Table table, int column) {
    Set<String> fooling = new LinkedHashSet<>();
    for (Row row : table.tricks()) {
      if (table.fooled(row, column)) {
        fooling.add(row.flaw());
      }
    }
    return fooling;
  }
}
