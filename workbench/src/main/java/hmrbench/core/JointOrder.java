package hmrbench.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A named joint order, for files that do not state theirs. Several orders have the same number of
 * joints, and two even hold the same joints with the legs exchanged, so a count never identifies an
 * order.
 *
 * @param name as a config and the command line write it
 * @param set the joints in their order
 * @param source where the order comes from, in words
 */
public record JointOrder(String name, JointSet set, String source) {

  /**
   * Human3.6M's own 17: the right leg comes first. Source: the order of VideoPose3D
   * (common/h36m_dataset.py at 1afb1ca) once its 15 unused joints are gone.
   */
  private static final List<Joint> H36M17 =
      List.of(
          Joint.HIP_MPII,
          Joint.RIGHT_HIP,
          Joint.RIGHT_KNEE,
          Joint.RIGHT_ANKLE,
          Joint.LEFT_HIP,
          Joint.LEFT_KNEE,
          Joint.LEFT_ANKLE,
          Joint.SPINE_H36M,
          Joint.NECK_LSP,
          Joint.HEAD_H36M,
          Joint.HEADTOP,
          Joint.LEFT_SHOULDER,
          Joint.LEFT_ELBOW,
          Joint.LEFT_WRIST,
          Joint.RIGHT_SHOULDER,
          Joint.RIGHT_ELBOW,
          Joint.RIGHT_WRIST);

  /** The rows of J_regressor_h36m.npy (TCMR lib/data_utils/_kp_utils.py, set 'h36m'). */
  private static final List<Joint> H36M17_LEFT_FIRST =
      List.of(
          Joint.HIP_MPII,
          Joint.LEFT_HIP,
          Joint.LEFT_KNEE,
          Joint.LEFT_ANKLE,
          Joint.RIGHT_HIP,
          Joint.RIGHT_KNEE,
          Joint.RIGHT_ANKLE,
          Joint.SPINE_H36M,
          Joint.NECK_LSP,
          Joint.HEAD_H36M,
          Joint.HEADTOP,
          Joint.LEFT_SHOULDER,
          Joint.LEFT_ELBOW,
          Joint.LEFT_WRIST,
          Joint.RIGHT_SHOULDER,
          Joint.RIGHT_ELBOW,
          Joint.RIGHT_WRIST);

  /** COCO's 17 keypoints (TCMR lib/data_utils/_kp_utils.py, set 'coco'). */
  private static final List<Joint> COCO17 =
      List.of(
          Joint.NOSE,
          Joint.LEFT_EYE,
          Joint.RIGHT_EYE,
          Joint.LEFT_EAR,
          Joint.RIGHT_EAR,
          Joint.LEFT_SHOULDER,
          Joint.RIGHT_SHOULDER,
          Joint.LEFT_ELBOW,
          Joint.RIGHT_ELBOW,
          Joint.LEFT_WRIST,
          Joint.RIGHT_WRIST,
          Joint.LEFT_HIP,
          Joint.RIGHT_HIP,
          Joint.LEFT_KNEE,
          Joint.RIGHT_KNEE,
          Joint.LEFT_ANKLE,
          Joint.RIGHT_ANKLE);

  /** Every named order. To add one, add a line here. */
  public static final List<JointOrder> ALL =
      List.of(
          of("common14", JointSet.COMMON14, "LSP's 14, on which 3DPW and Human3.6M are scored"),
          of("smpl14", JointSet.SMPL14, "the same with SMPL's own neck and head: simulated sets"),
          named("h36m17", H36M17, "Human3.6M's own 17, right leg first (VideoPose3D and others)"),
          named(
              "h36m17-left-first",
              H36M17_LEFT_FIRST,
              "rows of J_regressor_h36m.npy, left leg first (SPIN, VIBE, TCMR)"),
          of("mpi17", JointSet.MPII3D17, "the 17 on which MPI-INF-3DHP is scored"),
          new JointOrder(
              "coco17",
              new JointSet("coco17", COCO17, Joint.LEFT_HIP, Joint.RIGHT_HIP),
              "COCO's 17 keypoints"),
          of("smpl24", JointSet.SMPL24, "SMPL's 24 kinematic joints"),
          named(
              "spin24",
              JointSet.SPIN49.joints().subList(25, 49),
              "the last 24 of SPIN's 49, without OpenPose's"),
          new JointOrder(
              "openpose25",
              new JointSet(
                  "openpose25",
                  JointSet.SPIN49.joints().subList(0, 25),
                  Joint.OP_MID_HIP,
                  Joint.OP_MID_HIP),
              "OpenPose's BODY_25, the first 25 of SPIN's 49"),
          of("spin49", JointSet.SPIN49, "SPIN's 49, joints3d of VIBE, TCMR and MPS-Net"));

  private static JointOrder of(String name, JointSet set, String source) {
    return new JointOrder(name, set, source);
  }

  private static JointOrder named(String name, List<Joint> joints, String source) {
    return new JointOrder(name, new JointSet(name, joints, Joint.HIP_MPII, Joint.HIP_MPII), source);
  }

  /** The order of a name. */
  public static Optional<JointOrder> named(String name) {
    return ALL.stream().filter(order -> order.name().equals(name)).findFirst();
  }

  /** The orders with this many joints. */
  public static List<JointOrder> ofSize(int joints) {
    return ALL.stream().filter(order -> order.set().size() == joints).toList();
  }

  /** The names of all orders. */
  public static List<String> names() {
    return ALL.stream().map(JointOrder::name).toList();
  }

  /** Names and sources of some orders, for a message. */
  public static String words(List<JointOrder> orders) {
    return orders.stream()
        .map(order -> "%s (%s)".formatted(order.name(), order.source()))
        .collect(Collectors.joining(", "));
  }

  /** A joint as files write it: {@code left_hip} for LEFT_HIP. */
  public static String word(Joint joint) {
    return joint.name().toLowerCase(Locale.ROOT);
  }
}
