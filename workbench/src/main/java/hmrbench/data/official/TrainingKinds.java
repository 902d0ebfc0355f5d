package hmrbench.data.official;

import hmrbench.core.Fault;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.data.official.TrainingKind.Labels;
import hmrbench.data.official.TrainingKind.Storage;
import java.util.List;

/**
 * The data sets that the official trainers of TCMR and VIBE read.
 *
 * <p>Source: lib/dataset/_dataset_2d.py, _dataset_3d.py and lib/data_utils/_kp_utils.py of TCMR at
 * c41fdd7; insta_utils.py and dataset_2d.py of VIBE at 851f779.
 */
public final class TrainingKinds {

  private static final List<Joint> COMMON = JointSet.COMMON14.joints();
  private static final List<Joint> SPIN = JointSet.SPIN49.joints();

  /** The 25 points of InstaVariety (set 'insta'). */
  private static final List<Joint> INSTA =
      List.of(
          Joint.OP_RIGHT_HEEL,
          Joint.OP_RIGHT_KNEE,
          Joint.OP_RIGHT_HIP,
          Joint.OP_LEFT_HIP,
          Joint.OP_LEFT_KNEE,
          Joint.OP_LEFT_HEEL,
          Joint.OP_RIGHT_WRIST,
          Joint.OP_RIGHT_ELBOW,
          Joint.OP_RIGHT_SHOULDER,
          Joint.OP_LEFT_SHOULDER,
          Joint.OP_LEFT_ELBOW,
          Joint.OP_LEFT_WRIST,
          Joint.OP_NECK,
          Joint.HEADTOP,
          Joint.OP_NOSE,
          Joint.OP_LEFT_EYE,
          Joint.OP_RIGHT_EYE,
          Joint.OP_LEFT_EAR,
          Joint.OP_RIGHT_EAR,
          Joint.OP_LEFT_BIG_TOE,
          Joint.OP_RIGHT_BIG_TOE,
          Joint.OP_LEFT_SMALL_TOE,
          Joint.OP_RIGHT_SMALL_TOE,
          Joint.OP_LEFT_ANKLE,
          Joint.OP_RIGHT_ANKLE);

  /**
   * PennAction's own 13 points (set 'pennaction'), for which the official code takes the 14 of the
   * file.
   */
  private static final List<Joint> PENN =
      List.of(
          Joint.HEADTOP,
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

  private static final List<TrainingKind> ALL =
      List.of(
          new TrainingKind("3dpw", COMMON, COMMON, Storage.PICTURE_PIXELS, Labels.BODY, false),
          new TrainingKind("mpii3d", SPIN, SPIN, Storage.PICTURE_PIXELS, Labels.JOINTS, true),
          new TrainingKind("h36m", SPIN, SPIN, Storage.PICTURE_PIXELS, Labels.BODY, true),
          new TrainingKind("insta", INSTA, INSTA, Storage.CROP_PIXELS, Labels.NONE, false),
          new TrainingKind("posetrack", SPIN, SPIN, Storage.PICTURE_PIXELS, Labels.NONE, true),
          new TrainingKind("pennaction", COMMON, PENN, Storage.PICTURE_PIXELS, Labels.NONE, false));

  private TrainingKinds() {}

  /** All of them. */
  public static List<TrainingKind> all() {
    return ALL;
  }

  /**
   * The one of a name.
   *
   * @throws Fault if there is none
   */
  public static TrainingKind named(String name) {
    return ALL.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "kind: expected one of %s, got %s",
                    ALL.stream().map(TrainingKind::name).toList(), name));
  }
}
