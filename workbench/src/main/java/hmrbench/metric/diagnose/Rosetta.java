package hmrbench.metric.diagnose;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.metric.Accelerations;
import hmrbench.metric.Averages;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One set of predictions under every definition that papers print as "Accel". The rows stay as they
 * are: only the arithmetic differs, not the windows.
 */
public final class Rosetta {

  private static final String MM = "mm/frame^2";
  private static final String SI = "m/s^2";

  private static final List<Metric> ACCELERATIONS =
      List.of(Metrics.ACCEL_ERR, Metrics.ACCEL_ERR_SI, Metrics.ACCEL_PRED, Metrics.ACCEL_GT);

  /**
   * What a printed number may stand for.
   *
   * @param printed the number as it was printed, which tells its precision
   * @param exact readings that round to it
   * @param nearest the others, nearest first
   */
  public record Explanation(String printed, List<Reading> exact, List<Reading> nearest) {

    public Explanation {
      exact = List.copyOf(exact);
      nearest = List.copyOf(nearest);
    }
  }

  private Rosetta() {}

  /**
   * Reads a set of predictions in every way.
   *
   * @param sequences truth and predictions, not yet relative to the root
   */
  public static List<Reading> read(List<SequencePrediction> sequences) {
    List<Reading> readings = new ArrayList<>();
    List<SequenceScore> tcmr = score("tcmr", sequences);
    List<SequenceScore> joined = score("vibe", sequences);
    addErrors(readings, sequences, tcmr, joined);
    addSizes(readings, sequences, tcmr, joined);
    return List.copyOf(readings);
  }

  private static void addErrors(
      List<Reading> readings,
      List<SequencePrediction> sequences,
      List<SequenceScore> tcmr,
      List<SequenceScore> joined) {
    both(
        readings,
        "error, per sequence",
        tcmr,
        "mean over frames, gaps bridged, ends left out",
        "TCMR evaluate.py; also MPS-Net, GLoT, MEVA; in m/s^2 GVHMR");
    readings.add(
        new Reading(
            "error, mean of sequences",
            MM,
            Averages.overSequences(tcmr, Metrics.ACCEL_ERR),
            "every sequence weighs the same",
            "the averaging of HMMR src/evaluation"));
    both(
        readings,
        "error, all sequences joined",
        joined,
        "differences run across sequence borders, truth in half precision",
        "VIBE lib/core/evaluate.py ACCEL_ERR; TCMR's trainer");
    both(
        readings,
        "error, ends count as 0",
        score("smoothnet", sequences),
        "first and last frame of a sequence lower the mean",
        "SmoothNet eval_metrics.py");
    both(
        readings,
        "error, two frames off each end",
        score("wham", sequences),
        "mean over the remaining frames",
        "WHAM evaluate_3dpw.py, in m/s^2");
    both(
        readings,
        "error, without gaps",
        score("hmrbench", sequences),
        "only over frames that follow each other and count",
        "this program");
  }

  private static void addSizes(
      List<Reading> readings,
      List<SequencePrediction> sequences,
      List<SequenceScore> tcmr,
      List<SequenceScore> joined) {
    readings.add(
        size(
            "size of predicted acceleration, joined",
            joined,
            Metrics.ACCEL_PRED,
            "no truth in it",
            "VIBE lib/core/evaluate.py ACCEL, which tables quote as its error"));
    readings.add(
        size(
            "size of predicted acceleration, per sequence",
            tcmr,
            Metrics.ACCEL_PRED,
            "no truth in it",
            "HMMR compute_accel"));
    readings.add(
        new Reading(
            "size of predicted acceleration, mean of sequences",
            MM,
            Averages.overSequences(tcmr, Metrics.ACCEL_PRED),
            "no truth in it; every sequence weighs the same",
            "HMMR doc/eval.md"));
    readings.add(
        size(
            "size of true acceleration",
            tcmr,
            Metrics.ACCEL_GT,
            "the error of a frozen pose",
            "none: a yardstick"));
    readings.add(
        new Reading(
            "difference of sizes",
            MM,
            differenceOfSizes(sequences),
            "size of predicted less size of true acceleration, absolute; direction is ignored",
            "TCMR lib/utils/eval_utils.py plot_accel, the figure and not the table"));
  }

  private static void both(
      List<Reading> readings,
      String definition,
      List<SequenceScore> scores,
      String meaning,
      String source) {
    readings.add(
        new Reading(
            definition, MM, Averages.overFrames(scores, Metrics.ACCEL_ERR), meaning, source));
    readings.add(
        new Reading(
            definition, SI, Averages.overFrames(scores, Metrics.ACCEL_ERR_SI), meaning, source));
  }

  private static Reading size(
      String definition, List<SequenceScore> scores, Metric metric, String meaning, String source) {
    return new Reading(definition, MM, Averages.overFrames(scores, metric), meaning, source);
  }

  private static List<SequenceScore> score(String protocol, List<SequencePrediction> sequences) {
    Protocol named = Protocols.named(protocol).orElseThrow();
    return named.score(sequences, ACCELERATIONS);
  }

  private static OptionalDouble differenceOfSizes(List<SequencePrediction> sequences) {
    double sum = 0;
    int count = 0;
    for (SequencePrediction sequence : sequences) {
      JointTrack truth = sequence.truth().relativeToRoot();
      FrameMask inner = Accelerations.inner(truth.frames());
      Series predicted = Accelerations.sizeMm(sequence.predicted().relativeToRoot(), inner);
      Series truly = Accelerations.sizeMm(truth, inner);
      for (int t : inner.indices()) {
        if (sequence.counted().get(t)) {
          sum += Math.abs(predicted.get(t) - truly.get(t));
          count++;
        }
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /**
   * Which definitions give a number.
   *
   * @param printed for example {@code 7.1}: readings from 7.05 to 7.15 agree with it
   * @throws NumberFormatException if it is no number
   */
  public static Explanation explain(String printed, List<Reading> readings) {
    BigDecimal number = new BigDecimal(printed);
    double half = Math.pow(10, -number.scale()) / 2;
    double target = number.doubleValue();
    Comparator<Reading> byDistance =
        Comparator.comparingDouble(it -> Math.abs(it.value().orElseThrow() - target));
    List<Reading> sorted =
        readings.stream().filter(it -> it.value().isPresent()).sorted(byDistance).toList();
    // A little more than half a digit, for values that stand on the edge.
    double reach = half * (1 + 1e-9);
    return new Explanation(
        printed,
        sorted.stream().filter(it -> Math.abs(it.value().orElseThrow() - target) <= reach).toList(),
        sorted.stream().filter(it -> Math.abs(it.value().orElseThrow() - target) > reach).toList());
  }
}
