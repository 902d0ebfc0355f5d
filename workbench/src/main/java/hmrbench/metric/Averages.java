package hmrbench.metric;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * From per-frame values to one number, in two ways: every frame weighs the same (as the published
 * tables do), or every sequence does. Sums run in the order of the frames.
 */
public final class Averages {

  private Averages() {}

  /** The mean of the scored values of one sequence; nothing where it has none. */
  public static OptionalDouble of(SequenceScore score, Metric metric) {
    return mean(scored(score, metric));
  }

  /** How many scored rows of a sequence have a value. */
  public static int count(SequenceScore score, Metric metric) {
    return scored(score, metric).length;
  }

  /** The mean over all scored frames of all sequences; nothing where there is no value. */
  public static OptionalDouble overFrames(Collection<SequenceScore> scores, Metric metric) {
    double sum = 0;
    long count = 0;
    for (SequenceScore score : scores) {
      for (double value : scored(score, metric)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /** The mean of the means of the sequences that have a value; nothing where none has. */
  public static OptionalDouble overSequences(Collection<SequenceScore> scores, Metric metric) {
    List<Double> means =
        scores.stream()
            .map(score -> of(score, metric))
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return mean(means.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double[] scored(SequenceScore score, Metric metric) {
    return score
        .value(metric.id())
        .map(series -> series.where(score.scored()).presentValues())
        .orElse(new double[0]);
  }

  private static OptionalDouble mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / values.length);
  }
}
