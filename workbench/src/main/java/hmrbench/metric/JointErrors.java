package hmrbench.metric;

import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Distances between predicted and true joints, in millimetres. Source: TCMR evaluate.py at c41fdd7.
 */
public final class JointErrors {

  public static final double MM_PER_M = 1000;

  private JointErrors() {}

  /**
   * Mean over joints of the distance between prediction and truth without alignment (MPJPE where
   * both are relative to the root).
   *
   * @param truth positions [T, J, 3], in metres
   * @param predicted the same frames and joints
   */
  public static Series meanMm(JointTrack truth, JointTrack predicted) {
    requireSame(truth, predicted);
    return Series.of(
        FrameMask.all(truth.frames()),
        t -> MM_PER_M * meanDistance(row(predicted.metres(), t), row(truth.metres(), t)));
  }

  /**
   * As {@link #meanMm}, after the similarity transform that brings {@code moved} closest to {@code
   * still} (PA-MPJPE where the prediction is the one that is moved). A frame has no value where all
   * joints of {@code moved} coincide.
   */
  public static Series alignedMeanMm(JointTrack moved, JointTrack still) {
    requireSame(moved, still);
    int frames = moved.frames();
    double[] values = new double[frames];
    boolean[] present = new boolean[frames];
    for (int t = 0; t < frames; t++) {
      double[] source = row(moved.metres(), t);
      double[] target = row(still.metres(), t);
      Optional<Similarity> fit = Similarity.fit(source, target);
      present[t] = fit.isPresent();
      values[t] = fit.map(it -> MM_PER_M * meanDistance(it.apply(source), target)).orElse(0.0);
    }
    return Series.of(values, FrameMask.of(present));
  }

  /**
   * Distance between prediction and truth joint by joint, without alignment.
   *
   * @return per joint of the set one value per frame
   */
  public static Map<Joint, Series> perJointMm(JointTrack truth, JointTrack predicted) {
    requireSame(truth, predicted);
    Map<Joint, Series> errors = new EnumMap<>(Joint.class);
    List<Joint> joints = truth.joints().joints();
    for (int j = 0; j < joints.size(); j++) {
      int joint = j;
      errors.put(
          joints.get(j),
          Series.of(
              FrameMask.all(truth.frames()),
              t -> {
                double squares = 0;
                for (int axis = 0; axis < 3; axis++) {
                  double off =
                      (double) predicted.metres().at(t, joint, axis)
                          - truth.metres().at(t, joint, axis);
                  squares += off * off;
                }
                return MM_PER_M * Math.sqrt(squares);
              }));
    }
    return errors;
  }

  /** Mean distance of points [J, 3], in the unit of the points. */
  public static double meanDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i += 3) {
      double x = a[i] - b[i];
      double y = a[i + 1] - b[i + 1];
      double z = a[i + 2] - b[i + 2];
      sum += Math.sqrt(x * x + y * y + z * z);
    }
    int joints = a.length / 3;
    return sum / joints;
  }

  /** The values of one row of the first axis. */
  static double[] row(FloatGrid grid, int row) {
    int length = grid.length() / grid.size(0);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = grid.get(row * length + i);
    }
    return values;
  }

  static void requireSame(JointTrack truth, JointTrack predicted) {
    if (truth.frames() != predicted.frames()
        || !truth.joints().joints().equals(predicted.joints().joints())) {
      throw new IllegalArgumentException(
          "tracks differ: %d frames of %s and %d frames of %s"
              .formatted(truth.frames(), truth.joints(), predicted.frames(), predicted.joints()));
    }
    if (truth.frame() != predicted.frame()) {
      throw new IllegalArgumentException(
          "tracks have different coordinate frames: %s and %s"
              .formatted(truth.frame(), predicted.frame()));
    }
  }
}
