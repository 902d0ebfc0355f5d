package hmrbench.report.page;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import java.util.ArrayList;
import java.util.List;

/** Which joints of a set a page joins with bones, and how thick a body is there. */
final class Skeletons {

  /**
   * A bone between two points; a point is a joint or the middle of two.
   *
   * @param from columns of the joint set
   * @param to columns of the joint set
   * @param radius of the limb around it, in metres
   */
  record Bone(List<Integer> from, List<Integer> to, double radius) {}

  /** Radii of an adult's limbs by eye: they are drawn, not measured. */
  private record Limb(List<Joint> from, List<Joint> to, double radius) {
    static Limb of(Joint from, Joint to, double radius) {
      return new Limb(List.of(from), List.of(to), radius);
    }
  }

  private static final List<Limb> LIMBS =
      List.of(
          Limb.of(Joint.LEFT_HIP, Joint.LEFT_KNEE, 0.075),
          Limb.of(Joint.RIGHT_HIP, Joint.RIGHT_KNEE, 0.075),
          Limb.of(Joint.LEFT_KNEE, Joint.LEFT_ANKLE, 0.052),
          Limb.of(Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, 0.052),
          Limb.of(Joint.LEFT_ANKLE, Joint.LEFT_FOOT, 0.040),
          Limb.of(Joint.RIGHT_ANKLE, Joint.RIGHT_FOOT, 0.040),
          Limb.of(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, 0.047),
          Limb.of(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, 0.047),
          Limb.of(Joint.LEFT_ELBOW, Joint.LEFT_WRIST, 0.037),
          Limb.of(Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, 0.037),
          Limb.of(Joint.LEFT_WRIST, Joint.LEFT_HAND, 0.034),
          Limb.of(Joint.RIGHT_WRIST, Joint.RIGHT_HAND, 0.034),
          Limb.of(Joint.LEFT_HIP, Joint.RIGHT_HIP, 0.085),
          Limb.of(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, 0.062));

  private static final List<Joint> HIPS = List.of(Joint.LEFT_HIP, Joint.RIGHT_HIP);
  private static final List<Joint> SHOULDERS = List.of(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER);
  private static final double TRUNK = 0.115;
  private static final double HEAD = 0.085;
  private static final List<Joint> NECKS = List.of(Joint.NECK, Joint.NECK_LSP);
  private static final List<Joint> HEADS = List.of(Joint.HEADTOP, Joint.HEAD, Joint.HEAD_H36M);

  private Skeletons() {}

  /** The bones that a joint set has both ends of. */
  static List<Bone> bones(JointSet set) {
    List<Limb> limbs = new ArrayList<>(LIMBS);
    limbs.add(new Limb(HIPS, SHOULDERS, TRUNK));
    first(set, NECKS)
        .ifPresent(
            neck -> {
              limbs.add(new Limb(SHOULDERS, List.of(neck), HEAD * 0.6));
              first(set, HEADS).ifPresent(head -> limbs.add(Limb.of(neck, head, HEAD)));
            });
    return limbs.stream()
        .filter(limb -> limb.from().stream().allMatch(set::contains))
        .filter(limb -> limb.to().stream().allMatch(set::contains))
        .map(limb -> new Bone(columns(set, limb.from()), columns(set, limb.to()), limb.radius()))
        .toList();
  }

  private static java.util.Optional<Joint> first(JointSet set, List<Joint> joints) {
    return joints.stream().filter(set::contains).findFirst();
  }

  private static List<Integer> columns(JointSet set, List<Joint> joints) {
    return joints.stream().map(set::indexOf).toList();
  }

  /** A joint that lies high in a standing person, and one that lies low, as columns. */
  static java.util.Optional<int[]> upright(JointSet set) {
    List<Joint> high = new ArrayList<>(HEADS);
    high.addAll(NECKS);
    high.addAll(SHOULDERS);
    List<Joint> low = List.of(Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE, Joint.LEFT_KNEE);
    return first(set, high)
        .flatMap(
            top ->
                first(set, low).map(bottom -> new int[] {set.indexOf(top), set.indexOf(bottom)}));
  }
}
