package hmrbench.metric.sanity;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointTrack;
import hmrbench.core.Remark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the bones of limbs are as long as those of a person, and stay so. */
public final class BoneCheck {

  /**
   * How far the tenth and the ninetieth of a hundred frames may lie apart, as a share of the
   * median, in a truth: a skeleton stays as it is; joints regressed from skin come to 0.06.
   */
  private static final double CHANGE_OF_TRUTH = 0.2;

  /** The same in a prediction: points that are found one by one, 4 cm off, come to 0.33. */
  private static final double CHANGE_OF_PREDICTION = 0.5;

  private BoneCheck() {}

  /**
   * Looks at the bones of a truth.
   *
   * @param about what the track belongs to, for the remark
   * @return a doubt that names the bones which no one has, or which change
   */
  public static Optional<Remark> ofTruth(String about, JointTrack track) {
    return of(about, track, CHANGE_OF_TRUTH);
  }

  /** As {@link #ofTruth}, of a prediction. */
  public static Optional<Remark> ofPrediction(String about, JointTrack track) {
    return of(about, track, CHANGE_OF_PREDICTION);
  }

  private static Optional<Remark> of(String about, JointTrack track, double change) {
    if (track.frames() == 0) {
      return Optional.empty();
    }
    List<String> lengths = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    for (Bone bone : Bone.in(track.joints())) {
      double[] sorted = lengths(track, bone);
      double median = sorted[sorted.length / 2];
      double spread = sorted[sorted.length * 9 / 10] - sorted[sorted.length / 10];
      if (median < bone.least() || median > bone.most()) {
        lengths.add(
            String.format(
                Locale.ROOT,
                "%s %.3f m (people have %.2f to %.2f)",
                bone.name(),
                median,
                bone.least(),
                bone.most()));
      } else if (spread > change * median) {
        changes.add(
            String.format(
                Locale.ROOT,
                "%s from %.3f to %.3f m",
                bone.name(),
                sorted[sorted.length / 10],
                sorted[sorted.length * 9 / 10]));
      }
    }
    if (!lengths.isEmpty()) {
      return Optional.of(
          Remark.doubt(
              "bone-lengths",
              about,
              "bones that no one has: %s; check the order and the unit of the joints"
                  .formatted(String.join(", ", lengths))));
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Remark.doubt(
                "bones-change",
                about,
                "bones that change length over time: %s; check the order of the joints"
                    .formatted(String.join(", ", changes))));
  }

  private static double[] lengths(JointTrack track, Bone bone) {
    int from = track.joints().indexOf(bone.from());
    int to = track.joints().indexOf(bone.to());
    FloatGrid metres = track.metres();
    double[] lengths = new double[track.frames()];
    for (int t = 0; t < lengths.length; t++) {
      double squares = 0;
      for (int axis = 0; axis < 3; axis++) {
        double off = (double) metres.at(t, to, axis) - metres.at(t, from, axis);
        squares += off * off;
      }
      lengths[t] = Math.sqrt(squares);
    }
    Arrays.sort(lengths);
    return lengths;
  }
}
