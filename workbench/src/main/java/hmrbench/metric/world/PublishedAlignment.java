package hmrbench.metric.world;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.metric.JointErrors;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * PA-MPJPE as WHAM, GVHMR, TRAM and JOSH compute it for a sequence of two or three frames: their
 * alignment takes the number of frames for the number of axes, does not exchange the axes of its
 * arrays, and so aligns three points in a space of as many axes as there are joints. The number
 * comes out far too small. For every other length it is the true one.
 *
 * <p>Source: WHAM lib/eval/eval_utils.py line 201 at 2b54f77.
 */
public final class PublishedAlignment {

  private PublishedAlignment() {}

  /** The values of all frames, in millimetres. */
  public static Series meanMm(JointTrack predicted, JointTrack truth) {
    int frames = truth.frames();
    return frames == 2 || frames == 3
        ? Series.of(FrameMask.all(frames), t -> exchangedMm(predicted, truth, t))
        : JointErrors.alignedMeanMm(predicted, truth);
  }

  private static double exchangedMm(JointTrack predicted, JointTrack truth, int t) {
    RealMatrix source = matrix(predicted, t);
    RealMatrix target = matrix(truth, t);
    double[] from = means(source);
    double[] to = means(target);
    RealMatrix x = less(source, from);
    RealMatrix y = less(target, to);
    double spread = Math.pow(x.getFrobeniusNorm(), 2);
    SingularValueDecomposition svd = new SingularValueDecomposition(x.multiply(y.transpose()));
    // Rank two at most: the sign that keeps mirrors out falls on a direction that no point has.
    RealMatrix rotation = svd.getV().multiply(svd.getUT());
    double scale = 0;
    for (double value : svd.getSingularValues()) {
      scale += value / spread;
    }
    RealMatrix moved = rotation.multiply(x).scalarMultiply(scale);
    return meanMm(moved.subtract(y));
  }

  /** One row per joint, one column per axis. */
  private static RealMatrix matrix(JointTrack track, int t) {
    RealMatrix matrix = new Array2DRowRealMatrix(track.joints().size(), 3);
    for (int joint = 0; joint < track.joints().size(); joint++) {
      for (int axis = 0; axis < 3; axis++) {
        matrix.setEntry(joint, axis, track.metres().at(t, joint, axis));
      }
    }
    return matrix;
  }

  /** The mean of every row, over the three axes. */
  private static double[] means(RealMatrix matrix) {
    double[] means = new double[matrix.getRowDimension()];
    for (int row = 0; row < means.length; row++) {
      means[row] =
          (matrix.getEntry(row, 0) + matrix.getEntry(row, 1) + matrix.getEntry(row, 2)) / 3;
    }
    return means;
  }

  private static RealMatrix less(RealMatrix matrix, double... means) {
    RealMatrix centred = matrix.copy();
    for (int row = 0; row < means.length; row++) {
      for (int axis = 0; axis < 3; axis++) {
        centred.addToEntry(row, axis, -means[row]);
      }
    }
    return centred;
  }

  private static double meanMm(RealMatrix errors) {
    double sum = 0;
    for (int row = 0; row < errors.getRowDimension(); row++) {
      sum += errors.getRowVector(row).getNorm();
    }
    return JointErrors.MM_PER_M * sum / errors.getRowDimension();
  }
}
