package hmrbench.metric.sanity;

import hmrbench.core.JointTrack;
import hmrbench.metric.SequencePrediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The joints of all frames relative to their roots, one after the other. */
@SuppressWarnings("ArrayRecordComponent") // within the room alone, never compared
record RootPoints(double[] predicted, double[] truth, int joints) {

  /** What is the same in all frames shows in so many of them. */
  private static final int MOST_FRAMES = 20_000;

  static RootPoints of(List<SequencePrediction> sequences) {
    int frames = sequences.stream().mapToInt(it -> it.truth().frames()).sum();
    int step = 1 + frames / MOST_FRAMES;
    List<double[]> predicted = new ArrayList<>();
    List<double[]> truth = new ArrayList<>();
    int joints = 1;
    for (SequencePrediction sequence : sequences) {
      joints = sequence.truth().joints().size();
      int[] every =
          IntStream.range(0, sequence.truth().frames()).filter(t -> t % step == 0).toArray();
      predicted.add(values(sequence.predicted().frames(every).relativeToRoot()));
      truth.add(values(sequence.truth().frames(every).relativeToRoot()));
    }
    return new RootPoints(joined(predicted), joined(truth), joints);
  }

  private static double[] values(JointTrack track) {
    double[] values = new double[track.metres().length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = track.metres().get(i);
    }
    return values;
  }

  private static double[] joined(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  int count() {
    return predicted.length / 3;
  }

  double error() {
    return moved(predicted);
  }

  /** Mean distance of moved points from the truth. */
  double moved(double... points) {
    double sum = 0;
    for (int i = 0; i < points.length; i += 3) {
      double x = points[i] - truth[i];
      double y = points[i + 1] - truth[i + 1];
      double z = points[i + 2] - truth[i + 2];
      sum += Math.sqrt(x * x + y * y + z * z);
    }
    return sum / count();
  }

  /** The same where the joints of each frame have their middle in one place. */
  double centred() {
    double[] points = predicted.clone();
    for (int from = 0; from < points.length; from += 3 * joints) {
      for (int axis = 0; axis < 3; axis++) {
        double off = 0;
        for (int i = from + axis; i < from + 3 * joints; i += 3) {
          off += (truth[i] - predicted[i]) / joints;
        }
        for (int i = from + axis; i < from + 3 * joints; i += 3) {
          points[i] += off;
        }
      }
    }
    return moved(points);
  }
}
