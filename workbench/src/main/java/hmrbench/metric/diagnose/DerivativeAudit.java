package hmrbench.metric.diagnose;

import hmrbench.core.Series;
import hmrbench.metric.Averages;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Neighbours;
import hmrbench.metric.Protocol;
import hmrbench.metric.RunningMean;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which part of an acceleration number is motion, and which comes from gaps, joins and padding:
 * each value counts under the first cause that applies to its three rows.
 *
 * @param protocol the protocol that gives the number
 * @param value the number, in mm/frame^2
 * @param parts by cause; the shares sum to 1
 */
public record DerivativeAudit(String protocol, double value, Map<Cause, Part> parts) {

  /** Why a value is no acceleration of a motion, in the order in which they are looked for. */
  public enum Cause {
    /** A row before the first or after the last of its sequence: another person's frame. */
    SEQUENCE_JOIN,
    /** A value that is put in where there is none. */
    FILLED_IN,
    /** Rows that are not consecutive frames. */
    GAP,
    /** A row that was predicted from a padded window. */
    PADDED_WINDOW,
    /** Rows of two windows. */
    WINDOW_SEAM,
    /** None of these. */
    MOTION
  }

  /**
   * The values of one cause.
   *
   * @param values how many
   * @param mean their mean, in mm/frame^2; nothing where there are none
   * @param share of the number
   */
  public record Part(int values, OptionalDouble mean, double share) {}

  public DerivativeAudit {
    parts = Collections.unmodifiableMap(new EnumMap<>(parts));
  }

  /** The number that is left when only motion counts; nothing where there is none. */
  public OptionalDouble ofMotionAlone() {
    return parts.getOrDefault(Cause.MOTION, new Part(0, OptionalDouble.empty(), 0)).mean();
  }

  /** The audit of the acceleration error. */
  public static DerivativeAudit of(
      Protocol protocol, List<SequencePrediction> sequences, List<RowOrigins> origins) {
    return of(protocol, Metrics.ACCEL_ERR, sequences, origins);
  }

  /**
   * The audit of an acceleration number.
   *
   * @param metric {@link Metrics#ACCEL_ERR}, {@link Metrics#ACCEL_PRED} or {@link Metrics#ACCEL_GT}
   * @param origins where the rows of each sequence come from
   * @throws IllegalArgumentException if there is no scored value
   */
  public static DerivativeAudit of(
      Protocol protocol,
      Metric metric,
      List<SequencePrediction> sequences,
      List<RowOrigins> origins) {
    return ifEnough(protocol, metric, sequences, origins)
        .orElseThrow(() -> new IllegalArgumentException("no row has a value to audit"));
  }

  private static Optional<DerivativeAudit> ifEnough(
      Protocol protocol,
      Metric metric,
      List<SequencePrediction> sequences,
      List<RowOrigins> origins) {
    if (origins.size() != sequences.size()) {
      throw new IllegalArgumentException(
          "%d sequences and the origins of %d".formatted(sequences.size(), origins.size()));
    }
    Sums sums = new Sums(protocol, metric);
    for (int i = 0; i < sequences.size(); i++) {
      sums.add(sequences.get(i), Neighbours.in(sequences, i), origins.get(i));
    }
    return sums.audit();
  }

  /** What an audit is made of, sequence by sequence. */
  public static final class Sums {

    private final Protocol protocol;
    private final Metric metric;
    private final Averages averages;
    private final Map<Cause, RunningMean> values = new EnumMap<>(Cause.class);
    private Optional<Boolean> fillsEnds = Optional.empty();

    /** The audit of the acceleration error, of no sequence yet. */
    public Sums(Protocol protocol) {
      this(protocol, Metrics.ACCEL_ERR);
    }

    private Sums(Protocol protocol, Metric metric) {
      this.protocol = protocol;
      this.metric = metric;
      this.averages = new Averages(metric);
    }

    /** Adds a sequence; {@code origins} are those of its rows. */
    public void add(SequencePrediction sequence, Neighbours neighbours, RowOrigins origins) {
      if (sequence.frames().isEmpty()) {
        return;
      }
      if (fillsEnds.isEmpty()) {
        fillsEnds = Optional.of(values(sequence, Neighbours.NONE).has(0));
      }
      SequenceScore score = protocol.score(sequence, neighbours, List.of(metric));
      averages.add(score);
      Series series = score.value(metric.id()).orElseThrow().where(score.scored());
      for (int t : series.present().indices()) {
        Cause cause = cause(sequence, origins, t, fillsEnds.get());
        values.computeIfAbsent(cause, it -> new RunningMean()).add(series.get(t));
      }
    }

    /** A sequence alone has no neighbour: a value at its first row then is one that was put in. */
    private Series values(SequencePrediction sequence, Neighbours neighbours) {
      SequenceScore score = protocol.score(sequence, neighbours, List.of(metric));
      return score.value(metric.id()).orElseThrow();
    }

    /** The audit; nothing where there is no scored value. */
    public Optional<DerivativeAudit> audit() {
      OptionalDouble value = averages.overFrames();
      return value.isEmpty()
          ? Optional.empty()
          : Optional.of(new DerivativeAudit(protocol.name(), value.getAsDouble(), parts()));
    }

    private Map<Cause, Part> parts() {
      double total = 0;
      for (RunningMean ofCause : values.values()) {
        total += ofCause.sum();
      }
      Map<Cause, Part> parts = new EnumMap<>(Cause.class);
      for (Cause cause : Cause.values()) {
        RunningMean ofCause = values.getOrDefault(cause, new RunningMean());
        double share = total == 0 ? 0 : ofCause.sum() / total;
        parts.put(cause, new Part(Math.toIntExact(ofCause.count()), ofCause.mean(), share));
      }
      return parts;
    }
  }

  private static Cause cause(
      SequencePrediction sequence, RowOrigins origins, int t, boolean fillsEnds) {
    int last = sequence.frames().size() - 1;
    if (t == 0 || t == last) {
      return fillsEnds ? Cause.FILLED_IN : Cause.SEQUENCE_JOIN;
    }
    int frame = sequence.frames().get(t);
    if (sequence.frames().get(t - 1) != frame - 1 || sequence.frames().get(t + 1) != frame + 1) {
      return Cause.GAP;
    }
    if (origins.padded().get(t - 1) || origins.padded().get(t) || origins.padded().get(t + 1)) {
      return Cause.PADDED_WINDOW;
    }
    return origins.startsWindow().get(t) || origins.startsWindow().get(t + 1)
        ? Cause.WINDOW_SEAM
        : Cause.MOTION;
  }
}
