package hmrbench.metric.sanity;

import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.metric.JointErrors;
import hmrbench.metric.SequencePrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The joints of frames relative to their roots, one after the other, as sequences come in. Of many
 * frames every second is kept, then every fourth and so on: what is the same in all frames shows in
 * those that are left.
 */
public final class RootPoints {

  private static final int MOST_FRAMES = 20_000;

  /** One frame: all joints, xyz. */
  private record Frame(FrameValues predicted, FrameValues truth) {}

  @SuppressWarnings("ArrayRecordComponent") // within this class alone, never compared
  private record FrameValues(float[] values) {}

  private final List<Frame> frames = new ArrayList<>();
  private Optional<JointSet> joints = Optional.empty();
  private long seen;
  private int step = 1;

  static RootPoints of(List<SequencePrediction> sequences) {
    RootPoints points = new RootPoints();
    sequences.forEach(points::add);
    return points;
  }

  /** Adds a sequence, of the joint set of those before. */
  public void add(SequencePrediction sequence) {
    joints = Optional.of(sequence.truth().joints());
    for (int t = 0; t < sequence.truth().frames(); t++, seen++) {
      if (seen % step == 0) {
        add(new Frame(values(sequence.predicted().frames(t)), values(sequence.truth().frames(t))));
      }
    }
  }

  private void add(Frame frame) {
    frames.add(frame);
    if (frames.size() > MOST_FRAMES) {
      step *= 2;
      List<Frame> every = new ArrayList<>();
      for (int i = 0; i < frames.size(); i += 2) {
        every.add(frames.get(i));
      }
      frames.clear();
      frames.addAll(every);
    }
  }

  private static FrameValues values(JointTrack frame) {
    return new FrameValues(frame.relativeToRoot().metres().toArray());
  }

  /** The joints of every frame, where there is one. */
  JointSet joints() {
    return joints.orElseThrow();
  }

  /** Number of points. */
  int count() {
    return frames.stream().mapToInt(it -> it.predicted().values().length / 3).sum();
  }

  /** The predicted points [frame, joint, xyz], flat. */
  double[] predicted() {
    return flat(true);
  }

  /** The true points, likewise. */
  double[] truth() {
    return flat(false);
  }

  private double[] flat(boolean predicted) {
    double[] points = new double[3 * count()];
    int at = 0;
    for (Frame frame : frames) {
      for (float value : (predicted ? frame.predicted() : frame.truth()).values()) {
        points[at++] = value;
      }
    }
    return points;
  }

  double error() {
    return moved(predicted());
  }

  /** Mean distance of moved points from the truth. */
  double moved(double... points) {
    return JointErrors.meanDistance(points, truth());
  }

  /** The same where the joints of each frame have their middle in one place. */
  double centred() {
    double[] predicted = predicted();
    double[] truth = truth();
    double[] points = predicted.clone();
    int size = joints().size();
    for (int from = 0; from < points.length; from += 3 * size) {
      for (int axis = 0; axis < 3; axis++) {
        double off = 0;
        for (int i = from + axis; i < from + 3 * size; i += 3) {
          off += (truth[i] - predicted[i]) / size;
        }
        for (int i = from + axis; i < from + 3 * size; i += 3) {
          points[i] += off;
        }
      }
    }
    return moved(points);
  }
}
