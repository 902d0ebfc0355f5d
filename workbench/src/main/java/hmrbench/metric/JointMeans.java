package hmrbench.metric;

import hmrbench.core.Joint;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Mean errors of one joint over all sequences, relative to the root.
 *
 * @param joint which
 * @param positionMm mean distance between prediction and truth over counted frames, in millimetres
 * @param accelerationMm mean size of the difference of second differences, over frames that follow
 *     each other and count, in mm/frame^2; nothing where there are none
 * @param frames counted frames
 */
public record JointMeans(
    Joint joint, double positionMm, OptionalDouble accelerationMm, int frames) {

  /**
   * The means of every joint, in the order of the set.
   *
   * @param sequences all of one joint set
   * @return empty where no frame counts
   */
  public static List<JointMeans> of(List<SequencePrediction> sequences) {
    Sums sums = new Sums();
    sequences.forEach(sums::add);
    return sums.means();
  }

  /** What the means are made of, sequence by sequence. */
  public static final class Sums {

    private List<Joint> joints = List.of();
    private double[] position = new double[0];
    private double[] acceleration = new double[0];
    private int frames;
    private int differences;

    /** Adds a sequence, of the joint set of those before. */
    public void add(SequencePrediction it) {
      if (joints.isEmpty()) {
        joints = it.truth().joints().joints();
        position = new double[joints.size()];
        acceleration = new double[joints.size()];
      }
      JointTrack truth = it.truth().relativeToRoot();
      JointTrack predicted = it.predicted().relativeToRoot();
      Map<Joint, Series> errors = JointErrors.perJointMm(truth, predicted);
      int[] inner = TimeDifference.ACCELERATION.withoutGaps(it.frames(), it.counted()).indices();
      for (int j = 0; j < position.length; j++) {
        Series error = Objects.requireNonNull(errors.get(joints.get(j)));
        for (int t : it.counted().indices()) {
          position[j] += error.get(t);
        }
        for (int t : inner) {
          acceleration[j] += accelerationMm(truth, predicted, t, j);
        }
      }
      frames += it.counted().count();
      differences += inner.length;
    }

    /** The means of every joint, in the order of the set; none where no frame counts. */
    public List<JointMeans> means() {
      List<JointMeans> means = new ArrayList<>();
      for (int j = 0; frames > 0 && j < position.length; j++) {
        means.add(
            new JointMeans(
                joints.get(j),
                position[j] / frames,
                differences == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(acceleration[j] / differences),
                frames));
      }
      return List.copyOf(means);
    }
  }

  private static double accelerationMm(JointTrack truth, JointTrack predicted, int t, int joint) {
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      double off =
          TimeDifference.ACCELERATION.at(predicted.metres(), t, joint, axis)
              - TimeDifference.ACCELERATION.at(truth.metres(), t, joint, axis);
      squares += off * off;
    }
    return JointErrors.MM_PER_M * Math.sqrt(squares);
  }
}
