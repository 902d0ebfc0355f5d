package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;

/**
 * Rotation matrices to axis times angle, through a quaternion, with gradients, and back. At exactly
 * no rotation the gradient is not defined.
 *
 * <p>Source: rotation_matrix_to_angle_axis in lib/utils/geometry.py of TCMR at c41fdd7.
 */
public final class AxisAngle {

  private static final float LEAST = 1e-6f;

  /** Keeps the length of no rotation above 0. */
  private static final float SHIFT = 1e-8f;

  private AxisAngle() {}

  /** Matrices [.., 3, 3] to vectors [R, 3], in radians. */
  public static NDArray of(NDArray matrices) {
    NDArray m = matrices.reshape(-1, 9);
    NDArray quaternion = quaternion(m); // [R, 4]
    NDArray w = column(quaternion, 0);
    NDArray xyz = quaternion.get(new NDIndex().addAllDim().addSliceDim(1, 4));
    NDArray sine = xyz.square().sum(new int[] {1}, true).sqrt();
    NDArray half =
        NDArrays.where(w.lt(0f), sine.neg().atan2(w.neg()), sine.atan2(w)); // in [0, pi/2]
    NDArray angle = KeptNumbers.times(half, 2);
    NDArray factor =
        NDArrays.where(sine.gt(0f), angle.div(sine), KeptNumbers.times(sine.onesLike(), 2));
    return xyz.mul(factor);
  }

  /**
   * Axis times angle to six numbers per rotation, as {@link SixD} has them.
   *
   * <p>Source: batch_rodrigues in src/tf_smpl/batch_lbs.py of human_dynamics at 0887f37, where 1e-8
   * is added to each component before its length is taken.
   *
   * @param vectors [R, 3 N], in radians
   * @return [R, 6 N]
   */
  public static NDArray sixD(NDArray vectors, long rotationsPerRow) {
    NDArray v = vectors.reshape(-1, 3); // [R N, 3]
    NDArray angle = v.add(SHIFT).square().sum(new int[] {1}, true).sqrt(); // [R N, 1]
    NDArray axis = v.div(angle);
    NDArray x = column(axis, 0);
    NDArray y = column(axis, 1);
    NDArray z = column(axis, 2);
    NDArray cosine = angle.cos();
    NDArray sine = angle.sin();
    NDArray rest = cosine.neg().add(1f);
    NDArray xy = rest.mul(x).mul(y);
    NDList columns =
        new NDList(
            cosine.add(rest.mul(x).mul(x)),
            xy.sub(sine.mul(z)),
            xy.add(sine.mul(z)),
            cosine.add(rest.mul(y).mul(y)),
            rest.mul(x).mul(z).sub(sine.mul(y)),
            rest.mul(y).mul(z).add(sine.mul(x)));
    return NDArrays.concat(columns, 1).reshape(-1, 6 * rotationsPerRow);
  }

  /** The largest of four sums of the diagonal decides from which entries to divide. */
  private static NDArray quaternion(NDArray m) {
    NDArray xx = column(m, 0);
    NDArray yy = column(m, 4);
    NDArray zz = column(m, 8);
    NDArray xy = column(m, 1).add(column(m, 3));
    NDArray zx = column(m, 2).add(column(m, 6));
    NDArray yz = column(m, 5).add(column(m, 7));
    NDArray x = column(m, 7).sub(column(m, 5));
    NDArray y = column(m, 2).sub(column(m, 6));
    NDArray z = column(m, 3).sub(column(m, 1));
    NDArray t0 = xx.sub(yy).sub(zz).add(1f);
    NDArray t1 = yy.sub(xx).sub(zz).add(1f);
    NDArray t2 = zz.sub(xx).sub(yy).add(1f);
    NDArray t3 = xx.add(yy).add(zz).add(1f);
    NDArray down = zz.lt(LEAST);
    NDArray firstOfDown = xx.gt(yy);
    NDArray firstOfUp = xx.lt(yy.neg());
    NDArray lower = pick(firstOfDown, row(x, t0, xy, zx, t0), row(y, xy, t1, yz, t1));
    NDArray upper = pick(firstOfUp, row(z, zx, yz, t2, t2), row(t3, x, y, z, t3));
    NDArray chosen = pick(down, lower, upper); // w, x, y, z, t
    NDArray scale = KeptNumbers.times(column(chosen, 4).sqrt(), 2);
    return chosen.get(new NDIndex().addAllDim().addSliceDim(0, 4)).div(scale);
  }

  private static NDArray pick(NDArray condition, NDArray yes, NDArray no) {
    return NDArrays.where(condition.broadcast(yes.getShape()), yes, no);
  }

  private static NDArray row(NDArray w, NDArray x, NDArray y, NDArray z, NDArray t) {
    return NDArrays.concat(new NDList(w, x, y, z, t), 1);
  }

  private static NDArray column(NDArray rows, int column) {
    return rows.get(new NDIndex().addAllDim().addSliceDim(column, column + 1)); // [R, 1]
  }
}
