package hmrbench.metric;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import java.util.Optional;

/**
 * MPJAE: mean angle between predicted and true rotations of the limbs in the axes of the camera, in
 * degrees. Source: EMDB evaluation_metrics.py at 9a4eab6 and 3dpw-eval evaluate.py at 2640f24, the
 * same nine joints.
 */
final class JointAngles {

  /** From the root to each of joints 0, 1, 2, 4, 5, 16, 17, 18 and 19. */
  private static final int[][] CHAINS = {
    {0},
    {0, 1},
    {0, 2},
    {0, 1, 4},
    {0, 2, 5},
    {0, 3, 6, 9, 13, 16},
    {0, 3, 6, 9, 14, 17},
    {0, 3, 6, 9, 13, 16, 18},
    {0, 3, 6, 9, 14, 17, 19}
  };

  private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  private JointAngles() {}

  /** The mean angle of every frame. */
  static Series meanDegrees(BodyPair bodies) {
    return Series.of(FrameMask.all(bodies.truth().frames()), t -> meanDegrees(bodies, t, IDENTITY));
  }

  /** The same after the rotation that brings the predicted joints onto the true ones. */
  static Series alignedMeanDegrees(BodyPair bodies, JointTrack predicted, JointTrack truth) {
    return Series.of(
        FrameMask.all(bodies.truth().frames()),
        t -> {
          Optional<Similarity> fit = Similarity.fit(row(predicted, t), row(truth, t));
          return meanDegrees(bodies, t, fit.map(Similarity::rotation).orElse(IDENTITY));
        });
  }

  private static double[] row(JointTrack track, int t) {
    double[] points = new double[track.joints().size() * 3];
    for (int i = 0; i < points.length; i++) {
      points[i] = track.metres().at(t, i / 3, i % 3);
    }
    return points;
  }

  private static double meanDegrees(BodyPair bodies, int t, double[] turn) {
    double sum = 0;
    for (int[] chain : CHAINS) {
      sum +=
          degrees(
              times(turn, global(bodies.predicted(), t, chain)), global(bodies.truth(), t, chain));
    }
    return sum / CHAINS.length;
  }

  private static double[] global(SmplTrack body, int t, int... chain) {
    double[] product = IDENTITY;
    for (int joint : chain) {
      double[] local = new double[9];
      for (int i = 0; i < 9; i++) {
        local[i] = body.rotations().at(t, joint, i / 3, i % 3);
      }
      product = times(product, local);
    }
    return product;
  }

  private static double[] times(double[] a, double[] b) {
    double[] product = new double[9];
    for (int i = 0; i < 9; i++) {
      for (int k = 0; k < 3; k++) {
        product[i] += a[i / 3 * 3 + k] * b[k * 3 + i % 3];
      }
    }
    return product;
  }

  /** By the length of the difference, which is exact for small angles where a cosine is not. */
  private static double degrees(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < 9; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    // The Frobenius distance of two rotations is 2 sqrt(2) sin(angle / 2).
    return Math.toDegrees(2 * Math.asin(Math.min(1, Math.sqrt(squares / 8))));
  }
}
