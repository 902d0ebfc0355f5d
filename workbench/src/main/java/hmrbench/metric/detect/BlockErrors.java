package hmrbench.metric.detect;

import hmrbench.core.Fixes.Offset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Errors under a guess in blocks of about a second, so that two guesses can be compared block by
 * block: neighbouring frames err alike, and say less than as many separate ones.
 */
final class BlockErrors {

  private static final int BLOCK = 30;

  private final Map<String, double[]> blocks = new HashMap<>();

  private BlockErrors() {}

  /** Mean distance of predicted joints from true ones, in metres. */
  static BlockErrors ofPositions(List<MotionPair> motions, Guess guess) {
    BlockErrors errors = new BlockErrors();
    for (int m = 0; m < motions.size(); m++) {
      Pairs pairs = Pairs.of(motions.get(m), guess);
      errors.add(m, pairs, pairs::distance);
    }
    return errors;
  }

  /** Mean square of what is left of the motion about its mean, in square metres. */
  static BlockErrors ofMotion(List<MotionPair> motions, Guess guess) {
    BlockErrors errors = new BlockErrors();
    for (int m = 0; m < motions.size(); m++) {
      Pairs pairs = Pairs.of(motions.get(m), guess);
      double[] mean = pairs.meanDifference();
      errors.add(m, pairs, pair -> pair.squareAbout(mean));
    }
    return errors;
  }

  private void add(int motion, Pairs pairs, ToDoubleFunction<Pairs.Pair> error) {
    for (Pairs.Pair pair : pairs.all()) {
      double[] block =
          blocks.computeIfAbsent(motion + "/" + pair.row() / BLOCK, key -> new double[2]);
      block[0] += error.applyAsDouble(pair);
      block[1]++;
    }
  }

  /** Whether nothing could be compared. */
  boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** The mean over all rows. */
  double mean() {
    double sum = 0;
    double count = 0;
    for (String key : blocks.keySet().stream().sorted().toList()) {
      double[] block = blocks.getOrDefault(key, new double[2]);
      sum += block[0];
      count += block[1];
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /**
   * How surely errors are lower than others: mean difference of the blocks that both have, over its
   * standard error. Too few blocks say nothing.
   */
  double surerThan(BlockErrors others) {
    List<Double> differences = new ArrayList<>();
    for (String key : blocks.keySet().stream().sorted().toList()) {
      double[] mine = blocks.getOrDefault(key, new double[2]);
      double[] theirs = others.blocks.get(key);
      if (theirs != null) {
        differences.add(theirs[0] / theirs[1] - mine[0] / mine[1]);
      }
    }
    int count = differences.size();
    if (count < 3) {
      return 0;
    }
    double mean = differences.stream().mapToDouble(it -> it).sum() / count;
    double squares = differences.stream().mapToDouble(it -> (it - mean) * (it - mean)).sum();
    double error = Math.sqrt(squares / (count - 1) / count);
    return error > 0 ? mean / error : mean > 0 ? Double.POSITIVE_INFINITY : 0;
  }

  /** Rows of one motion and the truth of the same moments, under a guess. */
  static final class Pairs {

    @SuppressWarnings("ArrayRecordComponent") // within this package alone, never compared
    record Pair(int row, double[] predicted, float[] truth) {

      double squareAbout(double... mean) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
          double off = predicted[i] - truth[i] - mean[i];
          sum += off * off;
        }
        return sum / (truth.length / 3.0);
      }
    }

    private final List<Pair> pairs = new ArrayList<>();
    private final int width;

    private Pairs(int width) {
      this.width = width;
    }

    static Pairs of(MotionPair motion, Guess guess) {
      int width = motion.joints().size() * 3;
      Pairs all = new Pairs(width);
      float[] truth = new float[width];
      var points = guess.axes().apply(motion.predicted(guess.reading()));
      PersonAxes axes = new PersonAxes(motion.joints());
      for (int row = 0; row < motion.rows(); row++) {
        if (motion.truthAt(motion.frameOf(row, guess.framesPerRow(), guess.shift()), truth)) {
          double[] predicted = new double[width];
          for (int i = 0; i < width; i++) {
            predicted[i] = guess.scale() * points.get(row * width + i);
          }
          if (guess.pelvis().isPresent()) {
            move(predicted, axes.of(points, row), axes.roots(), guess.pelvis().get());
          }
          all.pairs.add(new Pair(row, predicted, truth.clone()));
        }
      }
      return all;
    }

    /** A root that moves one way moves all other joints the other way, relative to it. */
    private static void move(double[] predicted, double[] axes, int[] roots, Offset offset) {
      double[] steps = {offset.left() / 1000.0, offset.up() / 1000.0, offset.front() / 1000.0};
      for (int i = 0; i < predicted.length; i++) {
        int joint = i / 3;
        if (Arrays.stream(roots).noneMatch(root -> root == joint)) {
          for (int k = 0; k < 3; k++) {
            predicted[i] -= steps[k] * axes[k * 3 + i % 3];
          }
        }
      }
    }

    List<Pair> all() {
      return pairs;
    }

    double distance(Pair pair) {
      double sum = 0;
      for (int i = 0; i < width; i += 3) {
        double x = pair.predicted()[i] - pair.truth()[i];
        double y = pair.predicted()[i + 1] - pair.truth()[i + 1];
        double z = pair.predicted()[i + 2] - pair.truth()[i + 2];
        sum += Math.sqrt(x * x + y * y + z * z);
      }
      return sum / (width / 3.0);
    }

    double[] meanDifference() {
      double[] mean = new double[width];
      for (Pair pair : pairs) {
        for (int i = 0; i < width; i++) {
          mean[i] += (pair.predicted()[i] - pair.truth()[i]) / pairs.size();
        }
      }
      return mean;
    }
  }
}
