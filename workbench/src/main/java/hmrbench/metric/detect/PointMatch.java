package hmrbench.metric.detect;

import hmrbench.core.AxisMap;
import java.util.List;

/** How predicted and true points go together, whatever the axes and the unit. */
final class PointMatch {

  private final double[] products = new double[9];
  private double predicted;
  private double truth;
  private int rows;

  private PointMatch() {}

  /** Of all rows that fall on known frames. */
  static PointMatch of(
      List<MotionPair> motions, ArrayReading reading, double framesPerRow, int shift) {
    PointMatch agreement = new PointMatch();
    for (MotionPair motion : motions) {
      float[] points = motion.predicted(reading).toArray();
      float[] at = new float[motion.joints().size() * 3];
      for (int row = 0; row < motion.rows(); row++) {
        if (motion.truthAt(motion.frameOf(row, framesPerRow, shift), at)) {
          agreement.add(points, row * at.length, at);
        }
      }
    }
    return agreement;
  }

  private void add(float[] points, int from, float... at) {
    rows++;
    for (int i = 0; i < at.length; i += 3) {
      for (int a = 0; a < 3; a++) {
        double p = points[from + i + a];
        predicted += p * p;
        truth += at[i + a] * (double) at[i + a];
        for (int b = 0; b < 3; b++) {
          products[a * 3 + b] += p * at[i + b];
        }
      }
    }
  }

  int rows() {
    return rows;
  }

  /** Cosine of the angle between both under some axes: 1 where they are alike but for size. */
  double cosine(AxisMap axes) {
    double sum = 0;
    for (int b = 0; b < 3; b++) {
      sum += axes.sign(b) * products[axes.source(b) * 3 + b];
    }
    return predicted > 0 && truth > 0 ? sum / Math.sqrt(predicted * truth) : 0;
  }

  /** What predicted lengths are multiplied by to be as large as true ones. */
  double scale() {
    return predicted > 0 ? Math.sqrt(truth / predicted) : 1;
  }
}
