package hmrbench.record;

import hmrbench.core.MetricId;
import java.util.List;

/** Attention as numbers that have a mean: the weights of past, current and future, from 0 to 1. */
public final class AttentionMetrics {

  private static final List<MetricId> ALL =
      List.of(
          new MetricId("Attention to past", "weight", Column.ATTENTION.get(0), false),
          new MetricId("Attention to current", "weight", Column.ATTENTION.get(1), false),
          new MetricId("Attention to future", "weight", Column.ATTENTION.get(2), false));

  private AttentionMetrics() {}

  /** Past, current, future. */
  public static List<MetricId> all() {
    return ALL;
  }
}
