package hmrbench.metric.diagnose;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.metric.Accelerations;
import hmrbench.metric.Averages;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Neighbours;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.RunningMean;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import hmrbench.metric.TimeDifference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One set of predictions under every definition that papers print as "Accel". The rows stay as they
 * are: only the arithmetic differs, not the windows.
 */
public final class Rosetta {

  private static final String MM = "mm/frame^2";
  private static final String SI = "m/s^2";

  /** Rules that several readings follow. */
  private static final String TCMR = "tcmr";

  private static final String JOINED = "vibe";

  private static final List<Metric> ACCELERATIONS =
      List.of(Metrics.ACCEL_ERR, Metrics.ACCEL_ERR_SI, Metrics.ACCEL_PRED, Metrics.ACCEL_GT);

  /**
   * The definitions that a printed number may follow.
   *
   * @param printed the number as it was printed, which gives its precision
   * @param exact readings that round to it
   * @param nearest the others, nearest first
   */
  public record Explanation(String printed, List<Reading> exact, List<Reading> nearest) {

    public Explanation {
      exact = List.copyOf(exact);
      nearest = List.copyOf(nearest);
    }
  }

  private final Map<String, List<Averages>> rules = new LinkedHashMap<>();
  private final RunningMean differenceOfSizes = new RunningMean();
  private final RunningMean notAboutRoot = new RunningMean();

  /** Of no sequence yet. */
  public Rosetta() {
    for (String rule : List.of(TCMR, JOINED, "smoothnet", "wham", "hmrbench")) {
      rules.put(rule, ACCELERATIONS.stream().map(Averages::new).toList());
    }
  }

  /**
   * Reads a set of predictions in every way.
   *
   * @param sequences truth and predictions, not yet relative to the root
   */
  public static List<Reading> read(List<SequencePrediction> sequences) {
    Rosetta rosetta = new Rosetta();
    for (int i = 0; i < sequences.size(); i++) {
      rosetta.add(sequences.get(i), Neighbours.in(sequences, i));
    }
    return rosetta.readings();
  }

  /** Adds a sequence, not yet relative to the root. */
  public void add(SequencePrediction sequence, Neighbours neighbours) {
    rules.forEach(
        (rule, averages) -> {
          Protocol named = Protocols.named(rule).orElseThrow();
          SequenceScore score = named.score(sequence, neighbours, ACCELERATIONS);
          averages.forEach(it -> it.add(score));
        });
    addDifferenceOfSizes(sequence);
    addNotAboutRoot(sequence);
  }

  private Averages averages(String rule, Metric metric) {
    return Objects.requireNonNull(rules.get(rule)).get(ACCELERATIONS.indexOf(metric));
  }

  /** All sequences so far, read in every way. */
  public List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    addErrors(readings);
    addSizes(readings);
    return List.copyOf(readings);
  }

  private void addErrors(List<Reading> readings) {
    both(
        readings,
        "error, per sequence",
        TCMR,
        "mean over frames, gaps bridged, ends left out",
        "TCMR evaluate.py; also MPS-Net, GLoT, MEVA; in m/s^2 GVHMR");
    readings.add(
        new Reading(
            "error, mean of sequences",
            MM,
            averages(TCMR, Metrics.ACCEL_ERR).overSequences(),
            "every sequence weighs the same",
            "the averaging of HMMR src/evaluation"));
    both(
        readings,
        "error, all sequences joined",
        JOINED,
        "differences run across sequence borders, truth in half precision",
        "VIBE lib/core/evaluate.py ACCEL_ERR; TCMR's trainer");
    both(
        readings,
        "error, ends count as 0",
        "smoothnet",
        "first and last frame of a sequence lower the mean",
        "SmoothNet eval_metrics.py");
    both(
        readings,
        "error, two frames off each end",
        "wham",
        "mean over the remaining frames",
        "WHAM evaluate_3dpw.py, in m/s^2");
    both(
        readings,
        "error, without gaps",
        "hmrbench",
        "only over frames that follow each other and count",
        "this program");
    readings.add(
        new Reading(
            "error, joints not about the root",
            MM,
            notAboutRoot.mean(),
            "truth with its translation, where the data set has one; prediction about the origin of"
                + " its body; without gaps",
            "HMMR src/evaluation/eval_util.py, accel_error"));
  }

  private void addSizes(List<Reading> readings) {
    readings.add(
        size(
            "size of predicted acceleration, joined",
            JOINED,
            Metrics.ACCEL_PRED,
            "no truth in it",
            "VIBE lib/core/evaluate.py ACCEL, which tables quote as its error"));
    readings.add(
        size(
            "size of predicted acceleration, per sequence",
            TCMR,
            Metrics.ACCEL_PRED,
            "no truth in it",
            "HMMR compute_accel"));
    readings.add(
        new Reading(
            "size of predicted acceleration, mean of sequences",
            MM,
            averages(TCMR, Metrics.ACCEL_PRED).overSequences(),
            "no truth in it; every sequence weighs the same",
            "HMMR doc/eval.md"));
    readings.add(
        size(
            "size of true acceleration",
            TCMR,
            Metrics.ACCEL_GT,
            "the error of a frozen pose",
            "none: a yardstick"));
    readings.add(
        new Reading(
            "difference of sizes",
            MM,
            differenceOfSizes.mean(),
            "size of predicted less size of true acceleration, absolute; direction is ignored",
            "TCMR lib/utils/eval_utils.py plot_accel, the figure and not the table; SLAHMR"
                + " slahmr/eval/run_eval.py acc_norm, of joints in the world"));
  }

  private void both(
      List<Reading> readings, String definition, String rule, String meaning, String source) {
    readings.add(
        new Reading(
            definition, MM, averages(rule, Metrics.ACCEL_ERR).overFrames(), meaning, source));
    readings.add(
        new Reading(
            definition, SI, averages(rule, Metrics.ACCEL_ERR_SI).overFrames(), meaning, source));
  }

  private Reading size(
      String definition, String rule, Metric metric, String meaning, String source) {
    return new Reading(definition, MM, averages(rule, metric).overFrames(), meaning, source);
  }

  private void addNotAboutRoot(SequencePrediction sequence) {
    Series errors =
        Accelerations.errorMm(
            sequence.truth(),
            sequence.predicted(),
            TimeDifference.ACCELERATION.withoutGaps(sequence.frames(), sequence.counted()));
    for (double error : errors.presentValues()) {
      notAboutRoot.add(error);
    }
  }

  private void addDifferenceOfSizes(SequencePrediction sequence) {
    JointTrack truth = sequence.truth().relativeToRoot();
    FrameMask inner = Accelerations.inner(truth.frames());
    Series predicted = Accelerations.sizeMm(sequence.predicted().relativeToRoot(), inner);
    Series truly = Accelerations.sizeMm(truth, inner);
    for (int t : inner.indices()) {
      if (sequence.counted().get(t)) {
        differenceOfSizes.add(Math.abs(predicted.get(t) - truly.get(t)));
      }
    }
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
    // A little more than half a digit, for values on the edge.
    double reach = half * (1 + 1e-9);
    return new Explanation(
        printed,
        sorted.stream().filter(it -> Math.abs(it.value().orElseThrow() - target) <= reach).toList(),
        sorted.stream().filter(it -> Math.abs(it.value().orElseThrow() - target) > reach).toList());
  }
}
