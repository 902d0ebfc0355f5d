package hmrbench.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Rotation, uniform scale and translation that bring one set of points closest to another in the
 * least-squares sense, without reflection: x becomes scale R x + translation.
 *
 * <p>Source of the formula: TCMR lib/utils/eval_utils.py, batch_compute_similarity_transform_torch,
 * at c41fdd7 (Umeyama, Least-squares estimation of transformation parameters, PAMI 1991). Here in
 * double precision.
 */
public final class Similarity {

  private final double scale;
  private final double[] rotation;
  private final double[] translation;

  private Similarity(double scale, double[] rotation, double[] translation) {
    this.scale = scale;
    this.rotation = rotation;
    this.translation = translation;
  }

  /**
   * Fits {@code source} to {@code target}.
   *
   * @param source points [J, 3], flat
   * @param target as many points
   * @return nothing where all points of the source coincide: the scale is then undefined
   */
  public static Optional<Similarity> fit(double[] source, double[] target) {
    Centred pair = Centred.of(source, target);
    return pair.spread() > 0 ? Optional.of(of(pair, OptionalDouble.empty())) : Optional.empty();
  }

  /**
   * Fits {@code source} to {@code target} by rotation and translation alone, without a scale.
   *
   * @param source points [J, 3], flat
   * @param target as many points
   */
  public static Similarity fitRigid(double[] source, double[] target) {
    return of(Centred.of(source, target), OptionalDouble.of(1));
  }

  /**
   * Two sets of points about their means.
   *
   * @param k sum of the products of source and target [3, 3]
   * @param spread sum of the squares of the source
   * @param from mean of the source
   * @param to mean of the target
   */
  @SuppressWarnings("ArrayRecordComponent") // within this class alone, never compared
  private record Centred(double[] k, double spread, double[] from, double[] to) {

    static Centred of(double[] source, double[] target) {
      if (source.length != target.length || source.length % 3 != 0 || source.length == 0) {
        throw new IllegalArgumentException(
            "needs two equal numbers of points [J, 3], got %d and %d values"
                .formatted(source.length, target.length));
      }
      double[] from = mean(source);
      double[] to = mean(target);
      double spread = 0;
      double[] k = new double[9];
      for (int i = 0; i < source.length; i += 3) {
        for (int row = 0; row < 3; row++) {
          double x = source[i + row] - from[row];
          spread += x * x;
          for (int column = 0; column < 3; column++) {
            k[row * 3 + column] += x * (target[i + column] - to[column]);
          }
        }
      }
      return new Centred(k, spread, from, to);
    }
  }

  private static Similarity of(Centred pair, OptionalDouble fixedScale) {
    Svd3 svd = new Svd3(pair.k());
    // R = V Z U^T with Z = diag(1, 1, sign(det(U V^T))), so that R never mirrors.
    double sign = Math.signum(determinant(svd.u) * determinant(svd.v));
    double[] rotation = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        rotation[row * 3 + column] =
            svd.v[row * 3] * svd.u[column * 3]
                + svd.v[row * 3 + 1] * svd.u[column * 3 + 1]
                + sign * svd.v[row * 3 + 2] * svd.u[column * 3 + 2];
      }
    }
    double scale =
        fixedScale.orElseGet(
            () -> (svd.values[0] + svd.values[1] + sign * svd.values[2]) / pair.spread());
    double[] translation = new double[3];
    for (int row = 0; row < 3; row++) {
      translation[row] = pair.to()[row] - scale * row(rotation, row, pair.from(), 0);
    }
    return new Similarity(scale, rotation, translation);
  }

  /** The uniform scale. */
  public double scale() {
    return scale;
  }

  /** The rotation matrix, row-major, copied. */
  public double[] rotation() {
    return rotation.clone();
  }

  /** Moves one point to where {@link #apply} does, in place. */
  public void moveInPlace(double[] point) {
    double x = scale * row(rotation, 0, point, 0) + translation[0];
    double y = scale * row(rotation, 1, point, 0) + translation[1];
    double z = scale * row(rotation, 2, point, 0) + translation[2];
    point[0] = x;
    point[1] = y;
    point[2] = z;
  }

  /** Moves points [J, 3], flat. */
  public double[] apply(double[] points) {
    double[] moved = new double[points.length];
    for (int i = 0; i < points.length; i += 3) {
      for (int row = 0; row < 3; row++) {
        moved[i + row] = scale * row(rotation, row, points, i) + translation[row];
      }
    }
    return moved;
  }

  private static double row(double[] m, int row, double[] x, int at) {
    return m[row * 3] * x[at] + m[row * 3 + 1] * x[at + 1] + m[row * 3 + 2] * x[at + 2];
  }

  private static double[] mean(double[] points) {
    double[] mean = new double[3];
    for (int i = 0; i < points.length; i++) {
      mean[i % 3] += points[i];
    }
    int count = points.length / 3;
    for (int axis = 0; axis < 3; axis++) {
      mean[axis] /= count;
    }
    return mean;
  }

  private static double determinant(double[] m) {
    return m[0] * (m[4] * m[8] - m[5] * m[7])
        - m[1] * (m[3] * m[8] - m[5] * m[6])
        + m[2] * (m[3] * m[7] - m[4] * m[6]);
  }
}
