package hmrbench.metric.sanity;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bone of a limb and how long it can be, in metres: its share of the height (Drillis and Contini,
 * Body segment parameters, 1966: thigh 0.245, shank 0.246, upper arm 0.186, forearm 0.146) of a
 * child of 0.75 m and of a person of 2.3 m, less and more by a quarter for what data sets call a
 * hip or a wrist.
 */
record Bone(String name, Joint from, Joint to, double least, double most) {

  private static final double SMALLEST_PERSON = 0.75;
  private static final double TALLEST_PERSON = 2.3;
  private static final double DEFINITIONS = 0.25;

  private static final List<Bone> ALL =
      List.of(
          of("left thigh", Joint.LEFT_HIP, Joint.LEFT_KNEE, 0.245),
          of("right thigh", Joint.RIGHT_HIP, Joint.RIGHT_KNEE, 0.245),
          of("left shank", Joint.LEFT_KNEE, Joint.LEFT_ANKLE, 0.246),
          of("right shank", Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, 0.246),
          of("left upper arm", Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, 0.186),
          of("right upper arm", Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, 0.186),
          of("left forearm", Joint.LEFT_ELBOW, Joint.LEFT_WRIST, 0.146),
          of("right forearm", Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, 0.146));

  private static Bone of(String name, Joint from, Joint to, double share) {
    return new Bone(
        name,
        from,
        to,
        share * SMALLEST_PERSON * (1 - DEFINITIONS),
        share * TALLEST_PERSON * (1 + DEFINITIONS));
  }

  /** The bones with both ends in the set. */
  static List<Bone> in(JointSet joints) {
    return ALL.stream()
        .filter(bone -> Stream.of(bone.from, bone.to).allMatch(joints::contains))
        .toList();
  }
}
