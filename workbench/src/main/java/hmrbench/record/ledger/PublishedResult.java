package hmrbench.record.ledger;

import hmrbench.core.MetricId;
import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number as somebody printed it.
 *
 * @param system for example {@code TCMR}
 * @param year of the system's paper
 * @param version which of its versions
 * @param place where it is printed
 * @param dataset for example {@code 3DPW}
 * @param trainedOn3dpw {@code yes}, {@code no} or {@code unknown}
 * @param metric as printed, for example {@code PA-MPJPE}
 * @param printed the number with the digits that were printed
 * @param unit for example {@code mm}
 * @param definition what the number is, which may be another thing than what is printed beside it
 */
public record PublishedResult(
    String system,
    int year,
    Version version,
    Place place,
    String dataset,
    String trainedOn3dpw,
    String metric,
    BigDecimal printed,
    String unit,
    Definition definition) {

  /**
   * Which version of a system a number is of.
   *
   * @param words as its source says it, and who says so
   * @param grid its place in the TCMR paper's Table 1, where it is one of the networks there
   * @param seesCurrent whether the branches over past and future see the current frame, where the
   *     TCMR paper's Table 2 has both
   */
  public record Version(String words, Optional<GridPlace> grid, Optional<Boolean> seesCurrent) {}

  /**
   * Where a number is printed.
   *
   * @param table in words
   * @param source file or page
   * @param confidence {@code high} where the source itself was read, {@code medium} or {@code low}
   *     where another quotes it
   * @param protocol whose program printed it, where that is known
   * @param frontCameraOnly which cameras of Human3.6M it is of (TCMR issue #47), where that is
   *     known
   */
  public record Place(
      String table,
      String source,
      String confidence,
      Optional<String> protocol,
      Optional<Boolean> frontCameraOnly) {}

  /** The table in words. */
  public String table() {
    return place.table();
  }

  /** The table in the spelling of a config: {@code TCMR Table 1 (ablation)} is tcmr-table-1. */
  public String tableName() {
    return table()
        .replaceFirst(" \\(.*", "")
        .toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  /** The metric of ours that has its definition and unit, where there is one. */
  public Optional<MetricId> ours() {
    return definition
        .column()
        .flatMap(Metrics::ofColumn)
        .map(Metric::id)
        .filter(it -> it.unit().equals(unit));
  }

  /** Half a unit of the last printed digit. */
  public double rounding() {
    return Math.pow(10, -printed.scale()) / 2;
  }
}
