package hmrbench.train.official;

import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import hmrbench.tensor.Grids;
import java.util.stream.IntStream;

/**
 * Annotations of the supervised frames of a batch, as values; rows with 2D joints only come first.
 * N = frames, Q = those with 3D joints.
 *
 * @param points 49 points with confidence [N, 147]
 * @param joints 49 joints in metres [Q, 147]
 * @param rotations [Q, 216]
 * @param betas [Q, 10]
 * @param has3d 1 where a frame has 3D joints [Q]
 * @param hasBody 1 where a frame has body parameters [Q]
 */
record OfficialTargets(
    FloatGrid points,
    FloatGrid joints,
    FloatGrid rotations,
    FloatGrid betas,
    FloatGrid has3d,
    FloatGrid hasBody) {

  /** Number of frames, N. */
  int size() {
    return points.size(0);
  }

  /** As tensors, each frame {@code times} times in a row, once per feature that is supervised. */
  VideoTargets repeated(int times, NDManager scope) {
    int all = size() * times;
    int of3d = betas.size(0) * times;
    return new VideoTargets(
        Grids.toTensor(scope, repeated(points, times)).reshape(all, 49, 3),
        Grids.toTensor(scope, repeated(joints, times)).reshape(of3d, 49, 3),
        Grids.toTensor(scope, repeated(rotations, times)).reshape(of3d, 24, 3, 3),
        Grids.toTensor(scope, repeated(betas, times)),
        Grids.toTensor(scope, repeated(has3d, times)),
        Grids.toTensor(scope, repeated(hasBody, times)));
  }

  private static FloatGrid repeated(FloatGrid grid, int times) {
    return grid.rows(IntStream.range(0, grid.size(0) * times).map(row -> row / times).toArray());
  }
}
