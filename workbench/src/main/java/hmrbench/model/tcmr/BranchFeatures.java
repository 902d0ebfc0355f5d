package hmrbench.model.tcmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Optional;

/**
 * Temporal features of the middle frame, before their integration.
 *
 * @param past from the frames before it [B, F]
 * @param current from all frames [B, F], where the variant has that branch
 * @param future from the frames after it [B, F]
 */
public record BranchFeatures(NDArray past, Optional<NDArray> current, NDArray future) {

  /** The branches in the official order: past, current, future; [B, 3 or 2, F]. */
  public NDArray stacked() {
    NDList branches = new NDList(past);
    current.ifPresent(branches::add);
    branches.add(future);
    return NDArrays.stack(branches, 1);
  }
}
