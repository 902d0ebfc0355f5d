package hmrbench.metric;

import java.util.Optional;

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
    return spread > 0 ? Optional.of(of(k, spread, from, to)) : Optional.empty();
  }

  private static Similarity of(double[] k, double spread, double[] from, double[] to) {
    Svd3 svd = new Svd3(k);
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
    double scale = (svd.values[0] + svd.values[1] + sign * svd.values[2]) / spread;
    double[] translation = new double[3];
    for (int row = 0; row < 3; row++) {
      translation[row] = to[row] - scale * row(rotation, row, from, 0);
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
