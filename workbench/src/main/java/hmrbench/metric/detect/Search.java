package hmrbench.metric.detect;

import hmrbench.core.AxisMap;
import hmrbench.core.Fixes.Offset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The guess under which predictions and truth agree best. */
final class Search {

  /** So many rows show posture; all of them are looked at for time. */
  private static final int THINNED_ROWS = 1200;

  /** A unit explains a size up to this factor: people and models differ by less. */
  private static final double LIKE = 1.7;

  private static final List<Double> UNITS = List.of(1.0, 0.01, 0.001);
  private static final List<Double> USUAL_RATES = List.of(24.0, 25.0, 30.0, 50.0, 60.0);

  private final List<MotionPair> motions;
  private final List<MotionPair> thin;
  private final List<ArrayReading> readings;
  private final List<AxisMap> axes;
  private final List<Double> framesPerRow;
  private final boolean bodies;

  /**
   * @param readings of the arrays, the standard one first
   * @param rate of the data set, in hertz
   * @param bodies whether rotations were predicted and not positions: these have no unit, and
   *     cannot be mirrored by axes
   */
  Search(List<MotionPair> motions, List<ArrayReading> readings, double rate, boolean bodies) {
    this.motions = motions;
    this.readings = readings;
    this.bodies = bodies;
    int rows = motions.stream().mapToInt(MotionPair::rows).sum();
    int step = Math.max(1, rows / THINNED_ROWS);
    this.thin = motions.stream().map(it -> it.every(step)).toList();
    this.axes = AxisMap.all().stream().filter(it -> !bodies || it.isTurn()).toList();
    this.framesPerRow = framesPerRow(rate);
  }

  private static List<Double> framesPerRow(double rate) {
    TreeSet<Double> others = new TreeSet<>(List.of(0.25, 1 / 3.0, 0.5, 2.0, 3.0, 4.0));
    USUAL_RATES.forEach(it -> others.add(rate / it));
    others.removeIf(it -> Math.abs(it - 1) < 1e-9);
    List<Double> all = new ArrayList<>(List.of(1.0));
    all.addAll(others);
    return all;
  }

  List<AxisMap> axes() {
    return axes;
  }

  /** The best of all. */
  Guess best() {
    Guess guess = inTime(posture(framesPerRow, 2));
    Guess again = posture(guess);
    boolean same = again.reading().equals(guess.reading()) && again.axes().equals(guess.axes());
    guess = same ? guess : inTime(again);
    return bodies ? guess : guess.withPelvis(pelvis(guess));
  }

  private Guess posture(List<Double> rates, int step) {
    Guess best = Guess.STANDARD.with(readings.get(0));
    double most = -1;
    for (ArrayReading reading : readings) {
      for (double rate : rates) {
        for (int shift = -ConventionDetector.MOST_SHIFT;
            shift <= ConventionDetector.MOST_SHIFT;
            shift += step) {
          PointMatch agreement = PointMatch.of(thin, reading, rate, shift);
          if (!isEnough(agreement.rows(), thin)) {
            continue;
          }
          for (AxisMap map : axes) {
            double cosine = agreement.cosine(map);
            if (cosine > most + 1e-9) {
              most = cosine;
              best = guess(reading, map, agreement).at(rate, shift);
            }
          }
        }
      }
    }
    return best;
  }

  /** Reading and axes anew where the time is known. */
  private Guess posture(Guess inTime) {
    Guess best = inTime;
    double most = -1;
    for (ArrayReading reading : readings) {
      PointMatch agreement = PointMatch.of(thin, reading, inTime.framesPerRow(), inTime.shift());
      for (AxisMap map : axes) {
        if (agreement.cosine(map) > most + 1e-9) {
          most = agreement.cosine(map);
          best = guess(reading, map, agreement).at(inTime.framesPerRow(), inTime.shift());
        }
      }
    }
    return best;
  }

  private Guess guess(ArrayReading reading, AxisMap map, PointMatch agreement) {
    return Guess.STANDARD
        .with(reading)
        .with(map)
        .scaled(bodies ? 1 : unit(agreement.scale()).orElse(agreement.scale()));
  }

  /** The unit that a size means. */
  static Optional<Double> unit(double scale) {
    return UNITS.stream().filter(it -> scale / it < LIKE && it / scale < LIKE).findFirst();
  }

  private static boolean isEnough(int pairs, List<MotionPair> motions) {
    return pairs >= 10 && 2 * pairs >= motions.stream().mapToInt(MotionPair::rows).sum();
  }

  /** The rate and shift under which both move alike. */
  private Guess inTime(Guess guess) {
    Guess best = guess.at(1, 0);
    double least = Double.POSITIVE_INFINITY;
    for (double rate : framesPerRow) {
      Guess candidate = shifted(guess.at(rate, 0));
      double error = BlockErrors.ofMotion(thin, candidate).mean();
      if (error < least) {
        least = error;
        best = candidate;
      }
    }
    return shifted(best);
  }

  /** The best shift at a rate; no shift where too little can be compared. */
  Guess shifted(Guess guess) {
    Guess best = guess.at(guess.framesPerRow(), 0);
    double least = Double.POSITIVE_INFINITY;
    int step = Math.max(1, (int) Math.rint(guess.framesPerRow()));
    for (int shift = -ConventionDetector.MOST_SHIFT / step * step;
        shift <= ConventionDetector.MOST_SHIFT;
        shift += step) {
      Guess candidate = guess.at(guess.framesPerRow(), shift);
      PointMatch pairs = PointMatch.of(thin, candidate.reading(), candidate.framesPerRow(), shift);
      double error = BlockErrors.ofMotion(motions, candidate).mean();
      if (isEnough(pairs.rows(), thin) && error < least) {
        least = error;
        best = candidate;
      }
    }
    return best;
  }

  /** How far the root lies from where it would agree best, in the axes of the person. */
  private Optional<Offset> pelvis(Guess guess) {
    double[] sum = new double[3];
    int count = 0;
    for (MotionPair motion : motions) {
      if (!PersonAxes.exist(motion.joints())) {
        return Optional.empty();
      }
      PersonAxes axesOf = new PersonAxes(motion.joints());
      var points = guess.axes().apply(motion.predicted(guess.reading()));
      for (BlockErrors.Pairs.Pair pair : BlockErrors.Pairs.of(motion, guess).all()) {
        double[] off = meanOffRoot(pair, axesOf.roots());
        double[] person = axesOf.of(points, pair.row());
        for (int k = 0; k < 3; k++) {
          sum[k] +=
              off[0] * person[k * 3] + off[1] * person[k * 3 + 1] + off[2] * person[k * 3 + 2];
        }
        count++;
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Offset(mm(sum[0], count), mm(sum[1], count), mm(sum[2], count)));
  }

  private static int mm(double sum, int count) {
    return (int) Math.rint(1000 * sum / count);
  }

  private static double[] meanOffRoot(BlockErrors.Pairs.Pair pair, int... roots) {
    double[] off = new double[3];
    int others = pair.truth().length / 3 - roots.length;
    for (int i = 0; i < pair.truth().length; i++) {
      int joint = i / 3;
      if (java.util.Arrays.stream(roots).noneMatch(root -> root == joint)) {
        off[i % 3] += (pair.predicted()[i] - pair.truth()[i]) / others;
      }
    }
    return off;
  }
}
