package hmrbench.data.official;

import hmrbench.core.Fault;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which data set a file in the TCMR layout is of, which decides on joints and valid frames.
 *
 * <p>Source: TCMR evaluate.py at c41fdd7.
 */
public enum DbKind {
  /** 3DPW: 14 joints regressed from the mesh (49 in training files). */
  THREE_DPW("3dpw"),
  /** Human3.6M: 49 joints relative to the pelvis, of which 14 are scored. */
  H36M("h36m"),
  /** MPI-INF-3DHP: 49 joints relative to the pelvis, of which 17 are scored. */
  MPII3D("mpii3d");

  private final String word;

  DbKind(String word) {
    this.word = word;
  }

  /**
   * The kind that a config names.
   *
   * @throws Fault if there is none of this name
   */
  public static DbKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "kind: expected %s, got %s",
                    Arrays.stream(values()).map(k -> k.word).collect(Collectors.joining(" or ")),
                    word));
  }

  /** The joints that are scored. */
  public JointSet joints() {
    return this == MPII3D ? JointSet.MPII3D17 : JointSet.COMMON14;
  }

  /** The 2D points of a file, in its order. */
  List<Joint> points() {
    return TrainingKinds.named(word).points();
  }

  /**
   * Whether 2D points were found in the picture, as those of 3DPW by OpenPose; else they are true
   * joints, projected.
   */
  boolean findsPoints() {
    return this == THREE_DPW;
  }

  /** How many joints a file of this kind may store. */
  List<Integer> storedJoints() {
    int spin = JointSet.SPIN49.size();
    return this == THREE_DPW ? List.of(JointSet.COMMON14.size(), spin) : List.of(spin);
  }

  /** As in a config, for example {@code 3dpw}. */
  @Override
  public String toString() {
    return word.toLowerCase(Locale.ROOT);
  }
}
