package hmrbench.metric.stress;

import hmrbench.core.JointTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which metric sees which flaw, and which tricks lower a metric although the motion is no better.
 * Flaws are added to true motion. Tricks are played on a made-up prediction, whose joints are off
 * by about 60 mm as those of models are.
 */
public final class MetricStress {

  private static final long SEED = 7;

  /** Size of the made-up prediction's errors: what stays, moves slowly and trembles, in metres. */
  private static final double STAYS = 0.022;

  private static final double MOVES = 0.028;
  private static final double TREMBLES = 0.006;

  /** Root of the made-up prediction: how fast it drifts, in metres per second. */
  private static final double DRIFTS = 0.05;

  private static final double SLOW_SECONDS = 0.4;

  /**
   * A metric, as a column.
   *
   * @param ofTruth value of the truth against itself
   * @param ofTypical value of the made-up prediction
   */
  public record Column(String name, String title, String unit, double ofTruth, double ofTypical) {}

  /**
   * A flaw in one size, or a trick.
   *
   * @param flaw its name
   * @param size with its unit; empty for a trick
   * @param values one per column
   * @param worldErrorMm how far joints really are from where they should be, without any alignment
   * @param poseErrorMm the same about the root
   */
  public record Row(
      String flaw, String size, List<Double> values, double worldErrorMm, double poseErrorMm) {
    public Row {
      values = List.copyOf(values);
    }

    private Row only(List<Integer> columns) {
      return new Row(
          flaw, size, columns.stream().map(values::get).toList(), worldErrorMm, poseErrorMm);
    }
  }

  /**
   * All values.
   *
   * @param flaws added to truth
   * @param tricks played on the made-up prediction
   * @param typicalWorldErrorMm of the made-up prediction
   * @param typicalPoseErrorMm likewise about the root
   */
  public record Table(
      List<Column> columns,
      List<Row> flaws,
      List<Row> tricks,
      double typicalWorldErrorMm,
      double typicalPoseErrorMm) {
    public Table {
      columns = List.copyOf(columns);
      flaws = List.copyOf(flaws);
      tricks = List.copyOf(tricks);
    }

    /** The same of some metrics, in the order of this table. */
    public Table only(List<String> names) {
      List<Integer> kept =
          IntStream.range(0, columns.size())
              .filter(i -> names.contains(columns.get(i).name()))
              .boxed()
              .toList();
      return new Table(
          kept.stream().map(columns::get).toList(),
          flaws.stream().map(it -> it.only(kept)).toList(),
          tricks.stream().map(it -> it.only(kept)).toList(),
          typicalWorldErrorMm,
          typicalPoseErrorMm);
    }

    /** How much of the made-up prediction's value a flaw adds; 0 is blind, 1 as bad as it. */
    public double seen(Row row, int column) {
      Column of = columns.get(column);
      return (row.values().get(column) - of.ofTruth()) / (of.ofTypical() - of.ofTruth());
    }

    /** What a trick makes of the made-up prediction's value, in percent of it. */
    public double change(Row row, int column) {
      double typical = columns.get(column).ofTypical();
      return 100 * (row.values().get(column) - typical) / typical;
    }

    /** Whether a metric falls by a twentieth although joints are no nearer to where they belong. */
    public boolean fooled(Row row, int column) {
      return change(row, column) < -5
          && row.worldErrorMm() > 0.99 * typicalWorldErrorMm
          && row.poseErrorMm() > 0.99 * typicalPoseErrorMm;
    }
  }

  private MetricStress() {}

  /**
   * A metric with values that were worked out before.
   *
   * @param name of {@link #metrics}
   */
  public static Column column(String name, double ofTruth, double ofTypical) {
    StressedMetric metric =
        StressedMetric.ALL.stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected one of %s, got %s".formatted(metrics(), name)));
    return new Column(name, metric.title(), metric.unit(), ofTruth, ofTypical);
  }

  /** Names of the metrics, as {@link #of} takes them. */
  public static List<String> metrics() {
    return StressedMetric.ALL.stream().map(StressedMetric::name).toList();
  }

  /**
   * Puts metrics under stress.
   *
   * @param truth motion about the root, y down; the world is made by planting the lower foot
   * @param names of {@link #metrics}
   */
  public static Table of(List<JointTrack> truth, List<String> names) {
    List<WalkedMotion> walked = truth.stream().map(WalkedMotion::of).toList();
    List<WalkedMotion> typical = new ArrayList<>();
    Random random = new Random(SEED);
    walked.forEach(it -> typical.add(typical(it, random)));
    List<StressedMetric> metrics =
        StressedMetric.ALL.stream().filter(it -> names.contains(it.name())).toList();
    List<Column> columns =
        metrics.stream()
            .map(
                it ->
                    new Column(
                        it.name(),
                        it.title(),
                        it.unit(),
                        it.mean(walked, walked),
                        it.mean(walked, typical)))
            .toList();
    List<Row> flaws = new ArrayList<>();
    for (Flaw flaw : Flaw.ALL) {
      for (double size : flaw.sizes()) {
        List<WalkedMotion> spoilt = walked.stream().map(it -> flaw.change().of(it, size)).toList();
        flaws.add(row(flaw.name(), sized(size, flaw.unit()), metrics, walked, spoilt));
      }
    }
    List<Row> tricks = new ArrayList<>();
    for (Trick trick : Trick.ALL) {
      List<WalkedMotion> played = typical.stream().map(trick.play()).toList();
      tricks.add(row(trick.name(), "", metrics, walked, played));
    }
    return new Table(
        columns, flaws, tricks, worldErrorMm(walked, typical), poseErrorMm(walked, typical));
  }

  private static Row row(
      String name,
      String size,
      List<StressedMetric> metrics,
      List<WalkedMotion> truth,
      List<WalkedMotion> predicted) {
    List<Double> values = metrics.stream().map(it -> it.mean(truth, predicted)).toList();
    return new Row(
        name, size, values, worldErrorMm(truth, predicted), poseErrorMm(truth, predicted));
  }

  private static double worldErrorMm(List<WalkedMotion> truth, List<WalkedMotion> predicted) {
    double sum = 0;
    long count = 0;
    for (int m = 0; m < truth.size(); m++) {
      double[] a = truth.get(m).flat();
      double[] b = predicted.get(m).flat();
      for (int i = 0; i < a.length; i += 3) {
        sum += Math.hypot(Math.hypot(a[i] - b[i], a[i + 1] - b[i + 1]), a[i + 2] - b[i + 2]);
        count++;
      }
    }
    return 1000 * sum / count;
  }

  private static double poseErrorMm(List<WalkedMotion> truth, List<WalkedMotion> predicted) {
    return StressedMetric.ALL.get(0).mean(truth, predicted);
  }

  private static WalkedMotion typical(WalkedMotion truth, Random random) {
    double[] moved = truth.flat();
    int width = truth.points() * 3;
    double[] stays = new double[width];
    double[] slow = new double[width];
    for (int i = 0; i < width; i++) {
      stays[i] = random.nextGaussian();
      slow[i] = random.nextGaussian();
    }
    double keep = Math.exp(-1 / (SLOW_SECONDS * truth.rate()));
    for (int i = 0; i < moved.length; i++) {
      int channel = i % width;
      slow[channel] = keep * slow[channel] + Math.sqrt(1 - keep * keep) * random.nextGaussian();
      moved[i] += STAYS * stays[channel] + MOVES * slow[channel] + TREMBLES * random.nextGaussian();
      int frame = i / width;
      moved[i] += i % 3 == 0 ? DRIFTS * frame / truth.rate() : 0;
    }
    return truth.with(moved);
  }

  private static String sized(double size, String unit) {
    String one = size == 1 ? unit.replaceFirst("^frames", "frame") : unit;
    return String.format(Locale.ROOT, "%.0f %s", size, one);
  }
}
