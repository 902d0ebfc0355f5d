package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;

/**
 * Rotations as six numbers: the first two columns of the matrix, stored row by row, made
 * orthonormal when read.
 *
 * <p>Source: rot6d_to_rotmat in lib/utils/geometry.py of TCMR (c41fdd7), VIBE, MPS-Net and GLoT.
 * MEVA stores the columns one after the other and normalises another way: not this.
 */
public final class SixD {

  /** A column is divided by its length, or by this where it is shorter (F.normalize, eps=1e-6). */
  private static final double SHORTEST = 1e-6;

  private SixD() {}

  /** Six numbers per rotation [.., 6 N] to matrices [rows, N, 3, 3] that act on column vectors. */
  public static NDArray toMatrices(NDArray sixD, long rotationsPerRow) {
    NDArray columns = sixD.reshape(-1, rotationsPerRow, 3, 2); // [R, N, 3, 2]
    NDArray a = columns.get(new NDIndex().addAllDim(3).addIndices(0)); // [R, N, 3]
    NDArray b = columns.get(new NDIndex().addAllDim(3).addIndices(1)); // [R, N, 3]
    NDArray x = a.normalize(2, 2, SHORTEST);
    NDArray along = x.mul(b).sum(new int[] {2}, true); // [R, N, 1]
    NDArray y = b.sub(along.mul(x)).normalize(2, 2, SHORTEST);
    NDArray z = cross(x, y);
    return NDArrays.stack(new NDList(x, y, z), 3); // [R, N, 3, 3]
  }

  /** The cross product of vectors [R, N, 3]. */
  static NDArray cross(NDArray a, NDArray b) {
    NDArray aa = a.concat(a, 2); // x y z x y z
    NDArray bb = b.concat(b, 2);
    return from(aa, 1).mul(from(bb, 2)).sub(from(aa, 2).mul(from(bb, 1)));
  }

  private static NDArray from(NDArray twice, int axis) {
    return twice.get(new NDIndex().addAllDim(2).addSliceDim(axis, axis + 3));
  }
}
