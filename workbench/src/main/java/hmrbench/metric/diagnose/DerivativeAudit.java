package hmrbench.metric.diagnose;

import hmrbench.core.Series;
import hmrbench.metric.Averages;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What of an acceleration number is motion, and what is bookkeeping: each value is put under the
 * first cause that its three rows meet.
 *
 * @param protocol the protocol whose number it is
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
    /** Rows whose frames do not follow each other. */
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

  /** As {@link #of(Protocol, List, List)}; empty where there is no scored value. */
  public static Optional<DerivativeAudit> ifEnough(
      Protocol protocol, List<SequencePrediction> sequences, List<RowOrigins> origins) {
    return ifEnough(protocol, Metrics.ACCEL_ERR, sequences, origins);
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
    List<SequenceScore> scores = protocol.score(sequences, List.of(metric));
    boolean fillsEnds = fillsEnds(protocol, metric, sequences);
    Map<Cause, List<Double>> values = new EnumMap<>(Cause.class);
    for (int i = 0; i < scores.size(); i++) {
      SequencePrediction sequence = sequences.get(i);
      RowOrigins from = origins.get(i);
      Series series = scores.get(i).value(metric.id()).orElseThrow().where(scores.get(i).scored());
      for (int t : series.present().indices()) {
        Cause cause = cause(sequence, from, t, fillsEnds);
        values.computeIfAbsent(cause, it -> new ArrayList<>()).add(series.get(t));
      }
    }
    OptionalDouble value = Averages.overFrames(scores, metric);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(new DerivativeAudit(protocol.name(), value.getAsDouble(), parts(values)));
  }

  /** A sequence alone has no neighbour: a value at its first row then is one that was put in. */
  private static boolean fillsEnds(
      Protocol protocol, Metric metric, List<SequencePrediction> sequences) {
    return protocol
        .score(sequences.subList(0, 1), List.of(metric))
        .get(0)
        .value(metric.id())
        .orElseThrow()
        .has(0);
  }

  private static Map<Cause, Part> parts(Map<Cause, List<Double>> values) {
    double total = 0;
    for (List<Double> ofCause : values.values()) {
      total += sum(ofCause);
    }
    Map<Cause, Part> parts = new EnumMap<>(Cause.class);
    for (Cause cause : Cause.values()) {
      List<Double> ofCause = values.getOrDefault(cause, List.of());
      double sum = sum(ofCause);
      OptionalDouble mean =
          ofCause.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / ofCause.size());
      parts.put(cause, new Part(ofCause.size(), mean, total == 0 ? 0 : sum / total));
    }
    return parts;
  }

  private static double sum(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
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
