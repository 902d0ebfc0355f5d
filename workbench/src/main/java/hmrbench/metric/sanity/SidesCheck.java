package hmrbench.metric.sanity;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.metric.SequencePrediction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether left and right are exchanged, in the legs, the arms or both. */
public final class SidesCheck {

  private static final String LEFT = "LEFT_";
  private static final String RIGHT = "RIGHT_";
  private static final Set<String> LEGS = Set.of("HIP", "KNEE", "ANKLE", "FOOT");
  private static final Set<String> ARMS = Set.of("COLLAR", "SHOULDER", "ELBOW", "WRIST", "HAND");

  /** What the exchange must leave of the error at most, as a share. */
  private static final double EXPLAINED = 0.6;

  /** Below this MPJPE, in metres, nothing is exchanged: hips alone are 0.2 apart. */
  private static final double POOR = 0.06;

  private SidesCheck() {}

  /**
   * Looks at a whole prediction of a data set.
   *
   * @param about what was predicted, for the remark
   * @param sequences the whole prediction for a data set
   */
  public static Optional<Remark> of(String about, List<SequencePrediction> sequences) {
    return of(about, RootPoints.of(sequences));
  }

  /** As {@link #of(String, List)}, where sequences came one by one. */
  public static Optional<Remark> of(String about, RootPoints points) {
    if (points.count() == 0 || points.error() < POOR) {
      return Optional.empty();
    }
    JointSet joints = points.joints();
    Map<String, double[]> exchanges =
        Map.of(
            "legs", exchanged(points, joints, LEGS, Set.of()),
            "arms", exchanged(points, joints, Set.of(), ARMS),
            "legs and arms", exchanged(points, joints, LEGS, ARMS));
    String best = "";
    double least = EXPLAINED * points.error();
    for (String which : List.of("legs", "arms", "legs and arms")) {
      double error = points.moved(java.util.Objects.requireNonNull(exchanges.get(which)));
      if (error < least) {
        least = error;
        best = which;
      }
    }
    return best.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Remark.doubt(
                "sides",
                about,
                String.format(
                    Locale.ROOT,
                    "left and right %s look exchanged: MPJPE is %.0f mm, and %.0f mm with them the"
                        + " other way round; check the order of the joints",
                    best,
                    1000 * points.error(),
                    1000 * least)));
  }

  private static double[] exchanged(
      RootPoints points, JointSet joints, Set<String> legs, Set<String> arms) {
    double[] predicted = points.predicted();
    int[] from = new int[joints.size()];
    Arrays.setAll(from, j -> partner(joints, joints.joints().get(j), legs, arms));
    double[] moved = new double[predicted.length];
    for (int i = 0; i < moved.length; i++) {
      int frame = i / (3 * joints.size());
      int joint = i / 3 % joints.size();
      moved[i] = predicted[(frame * joints.size() + from[joint]) * 3 + i % 3];
    }
    return moved;
  }

  private static int partner(JointSet joints, Joint joint, Set<String> legs, Set<String> arms) {
    String name = joint.name();
    boolean left = name.startsWith(LEFT);
    String part = name.replaceFirst("^(LEFT|RIGHT)_", "");
    if (part.equals(name) || (!legs.contains(part) && !arms.contains(part))) {
      return joints.indexOf(joint);
    }
    Joint other = Joint.valueOf((left ? RIGHT : LEFT) + part);
    return joints.indexOf(joints.contains(other) ? other : joint);
  }
}
