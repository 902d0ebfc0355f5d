package hmrbench.metric.detect;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was predicted and what is true of one sequence, relative to the root of each frame. */
public final class MotionPair {

  private final JointSet joints;
  private final FloatGrid truth;
  private final FrameMask known;
  private final double[] frames;
  private final Map<ArrayReading, FloatGrid> predicted = new HashMap<>();

  /**
   * @param truth of consecutive frames
   * @param known frames of it that may be looked at
   * @param frames which frame of the truth each row of the file is, as its names say: 0 is the
   *     first
   */
  public MotionPair(JointTrack truth, FrameMask known, double... frames) {
    this.joints = truth.joints();
    this.truth = truth.relativeToRoot().metres();
    this.known = known;
    this.frames = frames.clone();
  }

  /** The rows of the file as one reading has them, in metres or what the file takes for them. */
  public void add(ArrayReading reading, FloatGrid points) {
    JointTrack track = new JointTrack(joints, CoordinateFrame.CAMERA, 1, points);
    predicted.put(reading, track.relativeToRoot().metres());
  }

  JointSet joints() {
    return joints;
  }

  List<ArrayReading> readings() {
    return List.copyOf(predicted.keySet());
  }

  /** Number of rows of the file. */
  public int rows() {
    return frames.length;
  }

  FloatGrid predicted(ArrayReading reading) {
    FloatGrid points = predicted.get(reading);
    if (points == null) {
      throw new IllegalArgumentException("no reading " + reading);
    }
    return points;
  }

  /** Frame of the truth that a row is of, under a rate and a shift. */
  double frameOf(int row, double framesPerRow, int shift) {
    return frames[row] * framesPerRow + shift;
  }

  /**
   * The true points at a moment, between two frames in proportion.
   *
   * @param into [J, 3], flat
   * @return whether the moment lies in frames that are known
   */
  boolean truthAt(double frame, float[] into) {
    int before = (int) Math.floor(frame + 1e-6);
    double rest = frame - before;
    boolean between = rest > 1e-6;
    if (!isKnown(before) || (between && !isKnown(before + 1))) {
      return false;
    }
    int width = into.length;
    truth.copyTo(before * width, into, 0, width);
    if (between) {
      int next = (before + 1) * width;
      for (int i = 0; i < width; i++) {
        into[i] += (float) (rest * (truth.get(next + i) - into[i]));
      }
    }
    return true;
  }

  private boolean isKnown(int frame) {
    return frame >= 0 && frame < truth.size(0) && known.get(frame);
  }

  /** The same rows of every reading, thinned. */
  public MotionPair every(int step) {
    int count = (rows() + step - 1) / step;
    int[] kept = new int[count];
    Arrays.setAll(kept, i -> i * step);
    double[] moments = Arrays.stream(kept).mapToDouble(i -> frames[i]).toArray();
    MotionPair thin = new MotionPair(truth, joints, known, moments);
    predicted.forEach((reading, points) -> thin.predicted.put(reading, points.rows(kept)));
    return thin;
  }

  private MotionPair(FloatGrid truth, JointSet joints, FrameMask known, double... frames) {
    this.joints = joints;
    this.truth = truth;
    this.known = known;
    this.frames = frames;
  }
}
