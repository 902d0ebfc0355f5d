package hmrbench.metric;

import hmrbench.core.JointSet;
import hmrbench.core.WindowRule;
import hmrbench.metric.RuledProtocol.Differences;
import hmrbench.metric.RuledProtocol.InvalidFrames;
import hmrbench.metric.RuledProtocol.Rules;
import hmrbench.metric.RuledProtocol.Trait;
import hmrbench.metric.RuledProtocol.Windowing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Protocols of evaluators that came after WHAM, in the frame of the camera. Each is defined on the
 * joints that its evaluator scores, and refuses others.
 */
final class CameraProtocols {

  private static final Windowing WINDOWING =
      new Windowing(WindowRule.EDGE_PADDED, WindowRule.EDGE_PADDED, WindowRule.CHUNKS);

  private static final String PA =
      "PA-MPJPE: similarity transform without reflection, prediction onto truth";
  private static final String MESH =
      "MPVPE: each mesh about its own root; the truth on the body of its gender where data set and"
          + " body-model have it, else on the neutral one";
  private static final String FRAMES = "averages: over all counted frames of all sequences";
  private static final String DROPPED =
      "frames: invalid ones dropped first, which makes the frames around a gap neighbours";
  private static final String ROOT_LEFT_OUT = "the root itself is not among the scored joints";
  private static final String NO_ACCEL =
      "accel: not of this code; second difference per sequence, gaps bridged";

  private CameraProtocols() {}

  /** All, in the order in which they are listed. */
  static List<Rules> rules() {
    return List.of(gvhmr(), rich(), challenge(), fourDHumans(), bedlam(), agora());
  }

  private static Rules gvhmr() {
    return rules(
        "gvhmr",
        Optional.empty(),
        Set.of(Trait.MESH_ABOUT_ROOT),
        "joints: those of the data set, relative to the middle of the hips: the 14 of Human3.6M's"
            + " regressor on 3DPW, SMPL's 24 on EMDB",
        "differs: GVHMR reads SMPL's 24 points off both meshes by the neutral regressor; here they"
            + " are the joints of each model, some mm off",
        DROPPED,
        PA,
        MESH,
        "accel: second difference times the squared frame rate, in m/s^2, per sequence, gaps"
            + " bridged, first and last row left out",
        FRAMES,
        "source: GVHMR hmr4d/utils/eval/eval_utils.py, callbacks/metric_3dpw.py and metric_emdb.py at"
            + " 44fbc19");
  }

  private static Rules rich() {
    return rules(
        "rich",
        Optional.of(JointSet.SMPL24_HIPS.name()),
        Set.of(Trait.MESH_ABOUT_ROOT),
        "joints: SMPL's 24 relative to the middle of the hips; the codes read them off both meshes"
            + " by the neutral regressor, truth by way of SMPL-X; here they are the joints of each"
            + " model, some mm off",
        "frames: all count",
        PA,
        MESH,
        "accel: second difference times the squared frame rate, in m/s^2, per sequence, first and"
            + " last row left out",
        FRAMES,
        "source: GVHMR hmr4d/callbacks/metric_rich.py at 44fbc19");
  }

  private static Rules challenge() {
    return rules(
        "3dpw-official",
        Optional.of(JointSet.SMPL24.name()),
        Set.of(Trait.THREEDPW_CODE, Trait.NO_VERTEX_ERROR),
        "joints: SMPL's 24, relative to the pelvis, the truth on the body of its gender",
        "frames: of training, validation and test set; those whose 2-D points are not all 0 and"
            + " whose camera pose is valid",
        PA,
        "PCK: share of hips, knees, ankles, shoulders, elbows and wrists at most 50 mm off; AUC: its"
            + " mean over thresholds 0 to 199 mm by trapezoids",
        "MPJAE: angle between rotations of pelvis, hips, knees, shoulders and elbows in camera axes;"
            + " MPJAE-PA after the rotation of PA-MPJPE",
        NO_ACCEL,
        FRAMES,
        "source: 3dpw-eval evaluate.py at 2640f24");
  }

  private static Rules fourDHumans() {
    return rules(
        "4d-humans",
        Optional.of(JointSet.HMR2_15.name()),
        Set.of(Trait.ROOT_NOT_SCORED, Trait.NO_VERTEX_ERROR),
        "joints: 12 of the limbs, the neck of LSP and the head of Human3.6M, relative to the pelvis"
            + " of MPII (points 25 to 37, 43 and 39 of 44)",
        ROOT_LEFT_OUT,
        DROPPED,
        PA,
        "2-D: none; PCK of COCO and PoseTrack needs 2-D truth, which no data set here has",
        NO_ACCEL,
        FRAMES,
        "source: 4D-Humans hmr2/utils/pose_utils.py at 6ec7965");
  }

  private static Rules bedlam() {
    return rules(
        "bedlam",
        Optional.of(JointSet.COMMON14_PELVIS.name()),
        Set.of(Trait.ROOT_NOT_SCORED, Trait.MESH_ABOUT_ROOT),
        "joints: the 14 of Human3.6M's regressor, relative to joint 0 of that regressor",
        ROOT_LEFT_OUT,
        DROPPED,
        PA,
        MESH,
        NO_ACCEL,
        FRAMES,
        "source: BEDLAM at 9ad6adf; CameraHMR core/camerahmr_trainer_smpl.py at 65d11a0 is the same"
            + " on 3DPW");
  }

  private static Rules agora() {
    return rules(
        "agora-like",
        Optional.of(JointSet.SMPL24_HIPS.name()),
        Set.of(Trait.PAYS_FOR_MISSING, Trait.MESH_ABOUT_ROOT),
        "joints: SMPL's 24 relative to the middle of the hips",
        "people: a person in a frame that counts is one; missed where a file has no prediction of it;"
            + " a predicted frame that is none of the data set is a false positive",
        "differs: AGORA matches people of one picture by their 2-D points (IoU of 0.1); this follows"
            + " one person through a video",
        "NMJE, NMVE: MPJPE and MPVPE over F1, rounded to two decimals as there, of all frames of the"
            + " data set",
        DROPPED,
        PA,
        MESH,
        NO_ACCEL,
        FRAMES,
        "source: agora_evaluation compute_average_error.py at 8c9dece");
  }

  private static Rules rules(
      String name, Optional<String> joints, Set<Trait> traits, String... description) {
    return new Rules(
        name,
        1,
        WINDOWING,
        InvalidFrames.DROPPED,
        Differences.PER_SEQUENCE,
        traits,
        List.of(description),
        Optional.empty(),
        joints);
  }
}
