package hmrbench.train.official;

import ai.djl.ndarray.NDArray;

/**
 * Annotations of a batch: sequences with 2D joints only come first, then those with more. P = rows
 * of the first kind, Q = rows of the second; a row is one supervised frame.
 *
 * @param joints2d 49 joints in units of half the crop with confidence, of all rows [P + Q, 49, 3]
 * @param joints3d 49 joints in metres [Q, 49, 3]
 * @param rotations true joint rotations [Q, 24, 3, 3]
 * @param betas true shape [Q, 10]
 * @param has3d 1 where a row has 3D joints, else 0 [Q]
 * @param hasBody 1 where a row has body parameters, else 0 [Q]
 */
public record VideoTargets(
    NDArray joints2d,
    NDArray joints3d,
    NDArray rotations,
    NDArray betas,
    NDArray has3d,
    NDArray hasBody) {}
