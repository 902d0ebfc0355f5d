package hmrbench.metric;

import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.Set;
import java.util.function.Function;

/** A metric that is one formula. */
record FormulaMetric(
    MetricId id,
    boolean inEveryRecord,
    Bounds bounds,
    Set<Need> needs,
    Function<MetricInput, Series> formula)
    implements Metric {

  FormulaMetric {
    needs = Set.copyOf(needs);
  }

  /** A distance or a size, that every record has a column for. */
  static FormulaMetric ofEveryRecord(MetricId id, Function<MetricInput, Series> formula) {
    return new FormulaMetric(id, true, Bounds.FROM_ZERO, Set.of(), formula);
  }

  /** A distance or a size, with a column only in records that have its values. */
  static FormulaMetric further(MetricId id, Function<MetricInput, Series> formula) {
    return new FormulaMetric(id, false, Bounds.FROM_ZERO, Set.of(), formula);
  }

  /** The same, where all of these are there. */
  FormulaMetric needing(Need... all) {
    return new FormulaMetric(id, inEveryRecord, bounds, Set.of(all), formula);
  }

  /** The same with values between others. */
  FormulaMetric within(Bounds others) {
    return new FormulaMetric(id, inEveryRecord, others, needs, formula);
  }

  @Override
  public Series evaluate(MetricInput input) {
    return formula.apply(input);
  }
}
