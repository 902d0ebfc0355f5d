package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.metric.Bounds;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.record.FrameTable.SequenceRange;
import hmrbench.record.SummaryRow;
import hmrbench.record.SummaryRow.Range;
import hmrbench.record.SummaryRow.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SummariesTest {

  private static final List<Metric> METRICS =
      Stream.of("w_mpjpe_mm", "pck_50_mm_percent", "log_dimensionless_jerk")
          .map(column -> Metrics.ofColumn(column).orElseThrow())
          .toList();

  /** Eight sequences of one frame each, one unlike the others. */
  private static Value value(String column, double other, double one) {
    double[] values = {other, other, other, other, other, other, other, one};
    FrameTable table =
        new FrameTable(
            new Cell("model", "walks", "emdb2", 30, "none", "1"),
            IntStream.range(0, values.length)
                .mapToObj(i -> new SequenceRange("s" + i, i, i + 1))
                .toList(),
            IntStream.range(0, values.length).mapToObj(i -> "0").toList(),
            Series.of(new double[values.length], FrameMask.all(values.length)),
            FrameMask.all(values.length),
            Map.of(column, Series.of(values, FrameMask.all(values.length))),
            Optional.empty(),
            Map.of());
    SummaryRow row =
        Summaries.summarise(
                List.of(Summaries.bySequence(table)), METRICS, (dataset, sequence) -> sequence)
            .get(0);
    return Objects.requireNonNull(row.metrics().get(column));
  }

  private static Range interval(String column, double other, double one) {
    return value(column, other, one).interval().orElseThrow();
  }

  @Test
  void an_interval_ends_where_no_mean_of_the_metric_can_be() {
    // Of 1, ..., 1, 801: mean 101, standard error 100, and t of 7 degrees of freedom is 2.36.
    Range error = interval("w_mpjpe_mm", 1, 801);
    assertThat(error.low()).isZero();
    assertThat(error.high()).isBetween(337.0, 338.0);

    Range share = interval("pck_50_mm_percent", 99, 19);
    assertThat(share.low()).isBetween(65.0, 66.0);
    assertThat(share.high()).isEqualTo(100);
  }

  @Test
  void the_interval_of_a_metric_that_may_be_negative_is_whole() {
    assertThat(interval("log_dimensionless_jerk", 1, 801).low()).isBetween(-136.0, -135.0);
  }

  @Test
  void every_metric_but_the_logarithm_is_a_size_or_a_share() {
    assertThat(Metrics.all().stream().filter(it -> it.bounds().least() != 0))
        .extracting(it -> it.id().column())
        .containsExactly("log_dimensionless_jerk");
    assertThat(Metrics.all().stream().filter(it -> it.bounds().equals(Bounds.PERCENT)))
        .extracting(it -> it.id().column())
        .containsExactly("pck_50_mm_percent");
    assertThat(Metrics.all().stream().filter(it -> it.bounds().equals(Bounds.OF_ONE)))
        .extracting(it -> it.id().column())
        .containsExactly(
            "attention_past", "attention_current", "attention_future", "pck_auc", "f1_of_frames");
  }
}
