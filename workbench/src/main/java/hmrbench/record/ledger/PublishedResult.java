package hmrbench.record.ledger;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number as somebody printed it.
 *
 * @param system for example {@code TCMR}
 * @param year of the system's paper
 * @param variant which of its variants, and who says so
 * @param table where it stands
 * @param dataset for example {@code 3DPW}
 * @param trainedOn3dpw {@code yes}, {@code no} or {@code unknown}
 * @param inputFrames frames that the system sees at once, or {@code unknown}, {@code causal},
 *     {@code sequence}
 * @param metric for example {@code PA-MPJPE}
 * @param printed the number with the digits that were printed
 * @param unit for example {@code mm}
 * @param source file or page
 * @param confidence {@code high} where the source itself was read, {@code medium} or {@code low}
 *     where another quotes it
 */
public record PublishedResult(
    String system,
    int year,
    String variant,
    String table,
    String dataset,
    String trainedOn3dpw,
    String inputFrames,
    String metric,
    BigDecimal printed,
    String unit,
    String source,
    String confidence) {

  /** The table in the spelling of a config: {@code TCMR Table 1 (ablation)} is tcmr-table-1. */
  public String tableName() {
    return table
        .replaceFirst(" \\(.*", "")
        .toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  /** The metric of ours that has its definition and unit, where there is one. */
  public Optional<MetricId> ours() {
    return switch (metric + ", " + unit) {
      case "MPJPE, mm" -> Optional.of(Metrics.MPJPE.id());
      case "PA-MPJPE, mm" -> Optional.of(Metrics.PA_MPJPE.id());
      case "MPVPE, mm" -> Optional.of(Metrics.MPVPE.id());
      case "Accel, mm/frame^2" -> Optional.of(Metrics.ACCEL_ERR.id());
      case "Accel, m/s^2" -> Optional.of(Metrics.ACCEL_ERR_SI.id());
      case "Accel-magnitude, mm/frame^2" -> Optional.of(Metrics.ACCEL_PRED.id());
      default -> Optional.empty();
    };
  }

  /** Half a unit of the last printed digit. */
  public double rounding() {
    return Math.pow(10, -printed.scale()) / 2;
  }
}
