package hmrbench.body;

import hmrbench.core.JointSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which joints are read off a body, and how.
 *
 * @param joints the set that they form
 * @param sources one per joint, in the order of the set
 */
public record JointRecipe(JointSet joints, List<JointSource> sources) {

  /** SMPL's 24 joints. */
  public static final JointRecipe SMPL24 =
      new JointRecipe(
          JointSet.SMPL24,
          IntStream.range(0, 24).<JointSource>mapToObj(JointSource.Kinematic::new).toList());

  /** The same about the middle of the hips. */
  public static final JointRecipe SMPL24_HIPS = SMPL24.only(JointSet.SMPL24_HIPS);

  /** SMPL's own joints in the order of the LSP 14: what the embedded body is scored on. */
  public static final JointRecipe SMPL14 = SMPL24.only(JointSet.SMPL14);

  /**
   * The 14 joints on which 3DPW and Human3.6M are scored: rows of {@code J_regressor_h36m}, in the
   * order of H36M_TO_J14 (TCMR lib/models/spin.py at c41fdd7).
   */
  public static final JointRecipe H36M_14 =
      new JointRecipe(
          JointSet.COMMON14,
          IntStream.of(6, 5, 4, 1, 2, 3, 16, 15, 14, 11, 12, 13, 8, 10)
              .<JointSource>mapToObj(
                  row -> new JointSource.Regressed(JointSource.Regressor.H36M, row))
              .toList());

  /** The same with the pelvis of that regressor, its row 0. */
  public static final JointRecipe H36M_14_PELVIS =
      new JointRecipe(
          JointSet.COMMON14_PELVIS,
          Stream.concat(
                  H36M_14.sources().stream(),
                  Stream.of(new JointSource.Regressed(JointSource.Regressor.H36M, 0)))
              .toList());

  /**
   * Vertices that serve as points of the face, feet and hands (smplx 0.1.13
   * vertex_joint_selector.py and vertex_ids.py): nose, eyes and ears, toes and heels, then the
   * finger tips of the left and of the right hand.
   */
  private static final int[] PICKED = {
    332, 6260, 2800, 4071, 583, 3216, 3226, 3387, 6617, 6624, 6787, 2746, 2319, 2445, 2556, 2673,
    6191, 5782, 5905, 6016, 6133
  };

  /**
   * Positions of the 49 joints among 24 kinematic joints, 21 picked vertices and 9 regressed joints
   * (JOINT_MAP of TCMR lib/models/smpl.py at c41fdd7). OpenPose hips are SMPL's, plain hips are
   * regressed.
   */
  private static final int[] SPIN_MAP = {
    24, 12, 17, 19, 21, 16, 18, 20, 0, 2, 5, 8, 1, 4, 7, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 8,
    5, 45, 46, 4, 7, 21, 19, 17, 16, 18, 20, 47, 48, 49, 50, 51, 52, 53, 24, 26, 25, 28, 27
  };

  /** The 49 joints of the SPIN family. */
  public static final JointRecipe SPIN_49 =
      new JointRecipe(
          JointSet.SPIN49, Arrays.stream(SPIN_MAP).mapToObj(JointRecipe::smplxJoint).toList());

  /**
   * The 17 joints on which MPI-INF-3DHP is scored: those of the 49 with the same names (convert_kps
   * of TCMR lib/data_utils/_kp_utils.py).
   */
  public static final JointRecipe MPII3D_17 = SPIN_49.only(JointSet.MPII3D17);

  /** The joints on which 4D-Humans scores 3DPW. */
  public static final JointRecipe HMR2_15 = SPIN_49.only(JointSet.HMR2_15);

  private static final List<JointRecipe> ALL =
      List.of(SMPL24, SMPL24_HIPS, SMPL14, H36M_14, H36M_14_PELVIS, SPIN_49, MPII3D_17, HMR2_15);

  public JointRecipe {
    sources = List.copyOf(sources);
    if (sources.size() != joints.size()) {
      throw new IllegalArgumentException(
          "a recipe for %s needs %d sources, got %d"
              .formatted(joints, joints.size(), sources.size()));
    }
  }

  /**
   * How the joints of a set are read off a body.
   *
   * @throws IllegalArgumentException if there is no such way
   */
  public static JointRecipe of(JointSet joints) {
    return ALL.stream()
        .filter(recipe -> recipe.joints().equals(joints))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no recipe reads %s off a body".formatted(joints)));
  }

  /**
   * The joints of a smaller set, from the same sources.
   *
   * @throws IllegalArgumentException if this recipe has no joint of the same name
   */
  public JointRecipe only(JointSet fewer) {
    return new JointRecipe(
        fewer, fewer.joints().stream().map(joint -> sources.get(joints.indexOf(joint))).toList());
  }

  private static JointSource smplxJoint(int position) {
    if (position < 24) {
      return new JointSource.Kinematic(position);
    }
    if (position < 24 + PICKED.length) {
      return new JointSource.Picked(PICKED[position - 24]);
    }
    return new JointSource.Regressed(JointSource.Regressor.EXTRA, position - 24 - PICKED.length);
  }
}
