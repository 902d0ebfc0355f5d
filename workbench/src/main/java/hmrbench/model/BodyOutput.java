package hmrbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Optional;

/**
 * A network's output as tensors; R = rows, one per answered frame.
 *
 * @param pose6d 24 joint rotations relative to the parent as six numbers each [R, 144]; {@link
 *     hmrbench.tensor.SixD} says how to read them
 * @param betas shape coefficients [R, 10]
 * @param camera weak-perspective camera [R, 3]: scale, x, y
 * @param attention weights of past, current and future [R, 3], where the network has them
 */
public record BodyOutput(
    NDArray pose6d, NDArray betas, NDArray camera, Optional<NDArray> attention) {

  /** Pose, shape and camera side by side [R, 157]. */
  public NDArray rows() {
    return NDArrays.concat(new NDList(pose6d, betas, camera), 1);
  }

  /** The same parameters with the weights that led to them. */
  public BodyOutput withAttention(NDArray weights) {
    return new BodyOutput(pose6d, betas, camera, Optional.of(weights));
  }
}
