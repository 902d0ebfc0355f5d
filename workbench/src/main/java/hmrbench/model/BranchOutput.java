package hmrbench.model;

import ai.djl.ndarray.NDArray;

/**
 * What each branch of a network predicts before integration, as tensors. The integration is a
 * weighted sum and all behind it is affine, so the body is sum_k w_k bodies_k + offset.
 *
 * <ul>
 *   <li>B = windows; the branches are past, current and future
 * </ul>
 *
 * @param bodies what each branch adds at weight 1 [B, 3, 157]; 0 for a branch that is not there
 * @param offset what the body is without any of them [157]
 * @param attention the network's own weights [B, 3]
 * @param scores what its softmax is taken of [B, 3], each from -1 to 1; NaN as in the weights
 * @param current whether there is a branch of the current frame
 */
public record BranchOutput(
    NDArray bodies, NDArray offset, NDArray attention, NDArray scores, boolean current) {}
