package hmrbench.record.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What a number in the ledger is, whatever name is printed beside it.
 *
 * @param key in the ledger's file
 * @param measure what it measures
 * @param words its meaning
 * @param source which code was read
 * @param column the metric of ours that has it, where there is one
 */
public record Definition(
    String key, Measure measure, String words, String source, Optional<String> column) {

  private static final List<Definition> ALL =
      List.of(
          ours(
              "mpjpe",
              Measure.MPJPE,
              "mean distance of joints, each side relative to its root",
              "TCMR evaluate.py, WHAM lib/eval",
              "mpjpe_mm"),
          ours(
              "pa-mpjpe",
              Measure.PA_MPJPE,
              "mean distance of joints after the best similarity of every frame",
              "TCMR evaluate.py, WHAM lib/eval",
              "pa_mpjpe_mm"),
          ours(
              "mpvpe",
              Measure.MPVPE,
              "mean distance of vertices",
              "TCMR evaluate.py compute_error_verts",
              "mpvpe_mm"),
          other(
              "mpvpe-about-root",
              Measure.MPVPE,
              "mean distance of vertices, each side relative to its root",
              "WHAM lib/eval/evaluate_emdb.py"),
          ours(
              "accel-error",
              Measure.ACCEL_ERROR,
              "mean length of the difference of predicted and true second differences per frame",
              "TCMR evaluate.py, VIBE lib/core/evaluate.py ACCEL_ERR",
              "accel_err_mm_per_frame2"),
          ours(
              "accel-error-si",
              Measure.ACCEL_ERROR,
              "error of second differences times the squared frame rate",
              "WHAM lib/eval, GVHMR hmr4d/utils/eval/eval_utils.py",
              "accel_err_m_per_s2"),
          other(
              "accel-error-unit-unknown",
              Measure.ACCEL_ERROR,
              "acceleration error whose unit its source does not say",
              "no code was read"),
          ours(
              "accel-size",
              Measure.ACCEL_SIZE,
              "mean length of the predicted second difference, without the truth: no error",
              "VIBE lib/core/evaluate.py ACCEL, HMMR src/evaluation/eval_util.py compute_accel",
              "accel_pred_mm_per_frame2"),
          other(
              "joint-accel-error",
              Measure.JOINT_ACCELERATION,
              "acceleration error of joints under the name MPJAE, which is an angle elsewhere",
              "HTD-Refine, no code was read"),
          other(
              "joint-velocity-error",
              Measure.VELOCITY_ERROR,
              "error of joint velocities whose unit its source does not say",
              "HTD-Refine, no code was read"),
          ours(
              "w-mpjpe",
              Measure.W_MPJPE,
              "mean distance of world joints, pieces of 100 frames brought onto the truth by their"
                  + " first two frames",
              "WHAM lib/eval/eval_utils.py first_align_joints",
              "w_mpjpe_mm"),
          ours(
              "wa-mpjpe",
              Measure.WA_MPJPE,
              "mean distance of world joints, pieces of 100 frames brought onto the truth by all"
                  + " their frames",
              "WHAM lib/eval/eval_utils.py global_align_joints",
              "wa_mpjpe_mm"),
          ours(
              "rte",
              Measure.RTE,
              "error of the root's path after a rigid alignment, over the length of the true path",
              "WHAM lib/eval/eval_utils.py",
              "rte_percent"),
          ours(
              "jitter",
              Measure.JITTER,
              "mean length of the third difference of 24 predicted world joints over the cube of"
                  + " the time",
              "WHAM lib/eval/eval_utils.py, GVHMR hmr4d/utils/eval/eval_utils.py",
              "world_jitter_10_m_per_s3"),
          ours(
              "foot-sliding",
              Measure.FOOT_SLIDING,
              "mean predicted step of toes and heels whose true step is under 1 cm",
              "WHAM lib/eval/eval_utils.py, GVHMR hmr4d/utils/eval/eval_utils.py",
              "world_foot_sliding_mm_per_frame"));

  private static Definition ours(
      String key, Measure measure, String words, String source, String column) {
    return new Definition(key, measure, words, source, Optional.of(column));
  }

  private static Definition other(String key, Measure measure, String words, String source) {
    return new Definition(key, measure, words, source, Optional.empty());
  }

  /** All definitions that rows of the ledger name. */
  public static List<Definition> all() {
    return ALL;
  }

  /** The definition of a key. */
  static Definition of(String key) {
    return ALL.stream()
        .filter(it -> it.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the ledger has no definition " + key));
  }
}
