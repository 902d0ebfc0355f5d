package hmrbench.core;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Joints in a stated order. Ask for {@code set.indexOf(LEFT_HIP)}, never for column 2: the hips are
 * columns 1 and 2 in one set and 3 and 2 in another.
 */
public final class JointSet {

  /** Limbs in the order of LSP. */
  private static final List<Joint> LIMBS =
      List.of(
          Joint.RIGHT_ANKLE,
          Joint.RIGHT_KNEE,
          Joint.RIGHT_HIP,
          Joint.LEFT_HIP,
          Joint.LEFT_KNEE,
          Joint.LEFT_ANKLE,
          Joint.RIGHT_WRIST,
          Joint.RIGHT_ELBOW,
          Joint.RIGHT_SHOULDER,
          Joint.LEFT_SHOULDER,
          Joint.LEFT_ELBOW,
          Joint.LEFT_WRIST);

  /** SMPL's 24 kinematic joints. */
  public static final JointSet SMPL24 =
      new JointSet("smpl24", List.of(Joint.values()).subList(0, 24), Joint.PELVIS, Joint.PELVIS);

  /** The same, scored about the middle of the hips: EMDB under every evaluator of it. */
  public static final JointSet SMPL24_HIPS =
      new JointSet("smpl24-hips", SMPL24.joints(), Joint.LEFT_HIP, Joint.RIGHT_HIP);

  /**
   * The 14 joints of the LSP order on which 3DPW and Human3.6M are scored; root is the middle of
   * the hips. Source: TCMR lib/data_utils/_kp_utils.py, set 'common'.
   */
  public static final JointSet COMMON14 =
      new JointSet(
          "common14", afterLimbs(Joint.NECK_LSP, Joint.HEADTOP), Joint.RIGHT_HIP, Joint.LEFT_HIP);

  /**
   * The same about the pelvis of Human3.6M's regressor, which is the last of 15 and not scored
   * itself: SPIN, BEDLAM and CameraHMR on 3DPW.
   */
  public static final JointSet COMMON14_PELVIS =
      new JointSet(
          "common14-pelvis",
          afterLimbs(Joint.NECK_LSP, Joint.HEADTOP, Joint.PELVIS),
          Joint.PELVIS,
          Joint.PELVIS);

  /**
   * The 14 joints on which 4D-Humans scores 3DPW, and the pelvis of MPII, about which they are and
   * which is not scored itself: points 25 to 37, 43 and 39 of its 44.
   */
  public static final JointSet HMR2_15 =
      new JointSet(
          "hmr2-15",
          afterLimbs(Joint.NECK_LSP, Joint.HEAD_H36M, Joint.HIP_MPII),
          Joint.HIP_MPII,
          Joint.HIP_MPII);

  /**
   * SMPL's own joints in the order of {@link #COMMON14}, with SMPL's neck and head in place of the
   * LSP neck and the top of the head; root is the middle of the hips. For data sets with a
   * skeleton, not a mesh, as ground truth.
   */
  public static final JointSet SMPL14 =
      new JointSet("smpl14", afterLimbs(Joint.NECK, Joint.HEAD), Joint.RIGHT_HIP, Joint.LEFT_HIP);

  /**
   * The 17 joints on which MPI-INF-3DHP is scored; root is the MPII pelvis. Source: TCMR
   * lib/data_utils/_kp_utils.py, set 'mpii3d_test'.
   */
  public static final JointSet MPII3D17 =
      new JointSet(
          "mpii3d17",
          List.of(
              Joint.HEADTOP,
              Joint.NECK_LSP,
              Joint.RIGHT_SHOULDER,
              Joint.RIGHT_ELBOW,
              Joint.RIGHT_WRIST,
              Joint.LEFT_SHOULDER,
              Joint.LEFT_ELBOW,
              Joint.LEFT_WRIST,
              Joint.RIGHT_HIP,
              Joint.RIGHT_KNEE,
              Joint.RIGHT_ANKLE,
              Joint.LEFT_HIP,
              Joint.LEFT_KNEE,
              Joint.LEFT_ANKLE,
              Joint.HIP_MPII,
              Joint.SPINE_H36M,
              Joint.HEAD_H36M),
          Joint.HIP_MPII,
          Joint.HIP_MPII);

  /**
   * The 49 joints of the SPIN family: 25 OpenPose points and 24 others. Source: TCMR
   * lib/data_utils/_kp_utils.py, set 'spin'.
   */
  public static final JointSet SPIN49 =
      new JointSet(
          "spin49",
          List.of(
              Joint.OP_NOSE,
              Joint.OP_NECK,
              Joint.OP_RIGHT_SHOULDER,
              Joint.OP_RIGHT_ELBOW,
              Joint.OP_RIGHT_WRIST,
              Joint.OP_LEFT_SHOULDER,
              Joint.OP_LEFT_ELBOW,
              Joint.OP_LEFT_WRIST,
              Joint.OP_MID_HIP,
              Joint.OP_RIGHT_HIP,
              Joint.OP_RIGHT_KNEE,
              Joint.OP_RIGHT_ANKLE,
              Joint.OP_LEFT_HIP,
              Joint.OP_LEFT_KNEE,
              Joint.OP_LEFT_ANKLE,
              Joint.OP_RIGHT_EYE,
              Joint.OP_LEFT_EYE,
              Joint.OP_RIGHT_EAR,
              Joint.OP_LEFT_EAR,
              Joint.OP_LEFT_BIG_TOE,
              Joint.OP_LEFT_SMALL_TOE,
              Joint.OP_LEFT_HEEL,
              Joint.OP_RIGHT_BIG_TOE,
              Joint.OP_RIGHT_SMALL_TOE,
              Joint.OP_RIGHT_HEEL,
              Joint.RIGHT_ANKLE,
              Joint.RIGHT_KNEE,
              Joint.RIGHT_HIP,
              Joint.LEFT_HIP,
              Joint.LEFT_KNEE,
              Joint.LEFT_ANKLE,
              Joint.RIGHT_WRIST,
              Joint.RIGHT_ELBOW,
              Joint.RIGHT_SHOULDER,
              Joint.LEFT_SHOULDER,
              Joint.LEFT_ELBOW,
              Joint.LEFT_WRIST,
              Joint.NECK_LSP,
              Joint.HEADTOP,
              Joint.HIP_MPII,
              Joint.THORAX,
              Joint.SPINE_H36M,
              Joint.JAW_H36M,
              Joint.HEAD_H36M,
              Joint.NOSE,
              Joint.LEFT_EYE,
              Joint.RIGHT_EYE,
              Joint.LEFT_EAR,
              Joint.RIGHT_EAR),
          Joint.HIP_MPII,
          Joint.HIP_MPII);

  private static List<Joint> afterLimbs(Joint... others) {
    return Stream.concat(LIMBS.stream(), Stream.of(others)).toList();
  }

  private final String name;
  private final List<Joint> joints;
  private final Map<Joint, Integer> columns;
  private final Joint rootA;
  private final Joint rootB;

  /**
   * @param rootA one end of the root: errors are measured relative to the middle of {@code rootA}
   *     and {@code rootB}
   * @param rootB the other end; the same joint where the root is a joint
   */
  public JointSet(String name, List<Joint> joints, Joint rootA, Joint rootB) {
    this.name = name;
    this.joints = List.copyOf(joints);
    Map<Joint, Integer> index = new EnumMap<>(Joint.class);
    for (int i = 0; i < joints.size(); i++) {
      if (index.put(joints.get(i), i) != null) {
        throw new IllegalArgumentException(
            "joint set %s names %s twice".formatted(name, joints.get(i)));
      }
    }
    this.columns = Collections.unmodifiableMap(index);
    this.rootA = rootA;
    this.rootB = rootB;
    indexOf(rootA);
    indexOf(rootB);
  }

  public String name() {
    return name;
  }

  public List<Joint> joints() {
    return joints;
  }

  public int size() {
    return joints.size();
  }

  /** One end of the root; see {@link #rootB()}. */
  public Joint rootA() {
    return rootA;
  }

  /**
   * The other end of the root: the middle between it and {@link #rootA()} is the origin of
   * root-relative positions.
   */
  public Joint rootB() {
    return rootB;
  }

  public boolean contains(Joint joint) {
    return columns.containsKey(joint);
  }

  /**
   * The column of a joint.
   *
   * @throws IllegalArgumentException if the set has no such joint
   */
  public int indexOf(Joint joint) {
    Integer column = columns.get(joint);
    if (column == null) {
      throw new IllegalArgumentException(
          "joint set %s has no %s; it has %s".formatted(name, joint, joints));
    }
    return column;
  }

  @Override
  public String toString() {
    return name;
  }
}
