package hmrbench.data.predicted;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.predicted.BodyParts.Model;
import hmrbench.io.NdArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Body parameters under the names that smplx gives them: {@code global_orient}, {@code body_pose},
 * {@code betas}, as axis-angle or as matrices.
 *
 * @param file how messages call it
 * @param prefix of keys in messages
 * @param find the array of a key
 */
record NamedParameters(String file, String prefix, Function<String, Optional<NdArray>> find) {

  private static final String ROOT = "global_orient";
  private static final String BODY = "body_pose";
  private static final String BETAS = "betas";
  private static final int JOINTS_BELOW_ROOT = 23;
  private static final int JOINTS_OF_SMPL_X_BODY = 21;

  private NdArray need(String key) {
    return find.apply(key)
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: expected an array %s%s, got none; write the file again",
                    file, prefix, key));
  }

  /**
   * How many frames it has.
   *
   * @throws Fault if it has none
   */
  int rows() {
    NdArray body = need(BODY);
    if (body.rank() < 2 || body.size(0) == 0) {
      throw WorldArrays.wrong(
          file, prefix + BODY, "one row per frame and at least one of them", body);
    }
    return body.size(0);
  }

  /** The body model, by the number of joints below the root: 23 of SMPL, 21 of SMPL-X. */
  Model model() {
    NdArray body = need(BODY);
    int joints = BodyParts.areMatrices(body) ? body.size(1) : BodyParts.joints(body);
    return joints == JOINTS_BELOW_ROOT ? Model.SMPL : Model.SMPL_X;
  }

  /** Rotations and shape as an npz of ours would have them. */
  Map<String, NdArray> arrays(List<String> frames) {
    NdArray root = need(ROOT);
    NdArray body = need(BODY);
    boolean matrices = BodyParts.areMatrices(body) && BodyParts.areMatrices(root);
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    if (matrices) {
      arrays.put(
          "rotations", BodyParts.rotations(file, prefix + ROOT, root, prefix + BODY, body, frames));
    } else {
      arrays.put(
          "pose",
          BodyParts.pose(
              file,
              prefix + ROOT,
              root,
              prefix + BODY,
              body,
              frames,
              JOINTS_OF_SMPL_X_BODY,
              JOINTS_BELOW_ROOT));
    }
    if (model() == Model.SMPL) {
      find.apply(BETAS)
          .ifPresent(it -> arrays.put(BETAS, BodyParts.betas(file, prefix + BETAS, it, frames)));
    }
    return arrays;
  }

  /** What of it is left out. */
  List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>(model().remarks(file));
    if (model() == Model.SMPL) {
      find.apply(BETAS).ifPresent(it -> remarks.addAll(BodyParts.shapeRemarks(file, it)));
    }
    return remarks;
  }
}
