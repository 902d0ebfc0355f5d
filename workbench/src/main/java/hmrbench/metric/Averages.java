package hmrbench.metric;

import java.util.Collection;
import java.util.OptionalDouble;

/**
 * From per-frame values to one number, in two ways: every frame weighs the same (as the published
 * tables do), or every sequence does. Sums run in the order of the frames; sequences may come one
 * by one.
 */
public final class Averages {

  private final Metric metric;
  private final RunningMean frames = new RunningMean();
  private final RunningMean sequences = new RunningMean();

  /** Averages of one metric, of no sequence yet. */
  public Averages(Metric metric) {
    this.metric = metric;
  }

  /** Adds the scored values of a sequence. */
  public void add(SequenceScore score) {
    RunningMean own = new RunningMean();
    for (double value : scored(score, metric)) {
      own.add(value);
      frames.add(value);
    }
    own.mean().ifPresent(sequences::add);
  }

  /** The mean over all scored frames so far; nothing where there is no value. */
  public OptionalDouble overFrames() {
    return frames.mean();
  }

  /** The mean of the means of the sequences that have a value; nothing where none has. */
  public OptionalDouble overSequences() {
    return sequences.mean();
  }

  /** The mean of the scored values of one sequence; nothing where it has none. */
  public static OptionalDouble of(SequenceScore score, Metric metric) {
    Averages alone = new Averages(metric);
    alone.add(score);
    return alone.overFrames();
  }

  /** How many scored rows of a sequence have a value. */
  public static int count(SequenceScore score, Metric metric) {
    return scored(score, metric).length;
  }

  /** The mean over all scored frames of all sequences; nothing where there is no value. */
  public static OptionalDouble overFrames(Collection<SequenceScore> scores, Metric metric) {
    Averages all = new Averages(metric);
    scores.forEach(all::add);
    return all.overFrames();
  }

  private static double[] scored(SequenceScore score, Metric metric) {
    return score
        .value(metric.id())
        .map(series -> series.where(score.scored()).presentValues())
        .orElse(new double[0]);
  }
}
