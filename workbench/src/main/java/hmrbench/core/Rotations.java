package hmrbench.core;

/**
 * Rotations of SMPL joints between their representations. Matrices are row-major 3x3 and act on
 * column vectors; axis-angle vectors are in radians.
 *
 * <p>The 6D form is the one of the SPIN family: the first two columns of the matrix, stored row by
 * row, [r00 r01 r10 r11 r20 r21]. Source: TCMR lib/utils/geometry.py at c41fdd7.
 */
public final class Rotations {

  /**
   * Smallest length by which a 6D column is divided (torch.nn.functional.normalize in
   * rot6d_to_rotmat).
   */
  private static final double SIX_D_EPSILON = 1e-6;

  /**
   * Added to every component of an axis-angle vector before its length is taken (smplx lbs.py,
   * batch_rodrigues).
   */
  private static final double RODRIGUES_EPSILON = 1e-8;

  private Rotations() {}

  /** 6D [T, 144] (24 joints) to matrices [T, 24, 3, 3]. */
  public static FloatGrid fromSixD(FloatGrid sixD) {
    int count = sixD.length() / 6;
    float[] matrices = new float[count * 9];
    double[] six = new double[6];
    double[] matrix = new double[9];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < 6; k++) {
        six[k] = sixD.get(i * 6 + k);
      }
      fromSixD(six, matrix);
      for (int k = 0; k < 9; k++) {
        matrices[i * 9 + k] = (float) matrix[k];
      }
    }
    return FloatGrid.owning(matrices, count / 24, 24, 3, 3);
  }

  /** The transposes of matrices [T, 24, 3, 3], which turn the other way. */
  public static FloatGrid transposed(FloatGrid rotations) {
    float[] values = new float[rotations.length()];
    for (int i = 0; i < values.length; i++) {
      int entry = i % 9;
      values[i - entry + entry % 3 * 3 + entry / 3] = rotations.get(i);
    }
    return FloatGrid.owning(values, rotations.shape());
  }

  /**
   * The other 6D form, two rows one after the other [r00 r01 r02 r10 r11 r12], as that of the
   * transposed matrix in the form of this class.
   */
  public static FloatGrid rowsAsColumns(FloatGrid sixD) {
    float[] values = new float[sixD.length()];
    for (int i = 0; i < values.length; i++) {
      int entry = i % 6;
      values[i - entry + entry % 3 * 2 + entry / 3] = sixD.get(i);
    }
    return FloatGrid.owning(values, sixD.shape());
  }

  /** Matrices [T, 24, 3, 3] to 6D [T, 144]. */
  public static FloatGrid toSixD(FloatGrid rotations) {
    int count = rotations.length() / 9;
    float[] sixD = new float[count * 6];
    for (int i = 0; i < count; i++) {
      for (int row = 0; row < 3; row++) {
        sixD[i * 6 + row * 2] = rotations.get(i * 9 + row * 3);
        sixD[i * 6 + row * 2 + 1] = rotations.get(i * 9 + row * 3 + 1);
      }
    }
    return FloatGrid.owning(sixD, count / 24, 144);
  }

  /** Axis-angle [T, 72] to matrices [T, 24, 3, 3], as the body model does it. */
  public static FloatGrid fromAxisAngle(FloatGrid axisAngle) {
    int count = axisAngle.length() / 3;
    float[] matrices = new float[count * 9];
    double[] matrix = new double[9];
    for (int i = 0; i < count; i++) {
      fromAxisAngle(
          axisAngle.get(i * 3), axisAngle.get(i * 3 + 1), axisAngle.get(i * 3 + 2), matrix);
      for (int k = 0; k < 9; k++) {
        matrices[i * 9 + k] = (float) matrix[k];
      }
    }
    return FloatGrid.owning(matrices, count / 24, 24, 3, 3);
  }

  /**
   * Matrices [T, 24, 3, 3] to axis-angle [T, 72]; at half a turn the sign of the axis is arbitrary.
   */
  public static FloatGrid toAxisAngle(FloatGrid rotations) {
    int count = rotations.length() / 9;
    float[] vectors = new float[count * 3];
    double[] matrix = new double[9];
    double[] vector = new double[3];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < 9; k++) {
        matrix[k] = rotations.get(i * 9 + k);
      }
      toAxisAngle(matrix, vector);
      for (int k = 0; k < 3; k++) {
        vectors[i * 3 + k] = (float) vector[k];
      }
    }
    return FloatGrid.owning(vectors, count / 24, 72);
  }

  /** One 6D value to a matrix, by Gram-Schmidt on its two columns. */
  public static void fromSixD(double[] six, double[] matrix) {
    double length =
        Math.max(Math.sqrt(six[0] * six[0] + six[2] * six[2] + six[4] * six[4]), SIX_D_EPSILON);
    double x0 = six[0] / length;
    double x1 = six[2] / length;
    double x2 = six[4] / length;
    double dot = x0 * six[1] + x1 * six[3] + x2 * six[5];
    double y0 = six[1] - dot * x0;
    double y1 = six[3] - dot * x1;
    double y2 = six[5] - dot * x2;
    length = Math.max(Math.sqrt(y0 * y0 + y1 * y1 + y2 * y2), SIX_D_EPSILON);
    y0 /= length;
    y1 /= length;
    y2 /= length;
    matrix[0] = x0;
    matrix[3] = x1;
    matrix[6] = x2;
    matrix[1] = y0;
    matrix[4] = y1;
    matrix[7] = y2;
    matrix[2] = x1 * y2 - x2 * y1;
    matrix[5] = x2 * y0 - x0 * y2;
    matrix[8] = x0 * y1 - x1 * y0;
  }

  /** One axis-angle vector to a matrix (smplx lbs.py, batch_rodrigues). */
  public static void fromAxisAngle(double x, double y, double z, double[] matrix) {
    double ex = x + RODRIGUES_EPSILON;
    double ey = y + RODRIGUES_EPSILON;
    double ez = z + RODRIGUES_EPSILON;
    double angle = Math.sqrt(ex * ex + ey * ey + ez * ez);
    double ax = x / angle;
    double ay = y / angle;
    double az = z / angle;
    double sin = Math.sin(angle);
    double rest = 1 - Math.cos(angle);
    // R = I + sin K + (1 - cos) K K, with K the cross-product matrix of the axis.
    matrix[0] = 1 - rest * (ay * ay + az * az);
    matrix[1] = -sin * az + rest * ax * ay;
    matrix[2] = sin * ay + rest * ax * az;
    matrix[3] = sin * az + rest * ax * ay;
    matrix[4] = 1 - rest * (ax * ax + az * az);
    matrix[5] = -sin * ax + rest * ay * az;
    matrix[6] = -sin * ay + rest * ax * az;
    matrix[7] = sin * ax + rest * ay * az;
    matrix[8] = 1 - rest * (ax * ax + ay * ay);
  }

  /**
   * One matrix to axis-angle, by way of a quaternion, branch by branch as TCMR
   * lib/utils/geometry.py rotation_matrix_to_angle_axis.
   */
  public static void toAxisAngle(double[] m, double[] vector) {
    double[] q = new double[4];
    toQuaternion(m, q);
    double squared = q[1] * q[1] + q[2] * q[2] + q[3] * q[3];
    double sine = Math.sqrt(squared);
    double angle = q[0] < 0 ? 2 * Math.atan2(-sine, -q[0]) : 2 * Math.atan2(sine, q[0]);
    double factor = squared > 0 ? angle / sine : 2;
    for (int k = 0; k < 3; k++) {
      double value = factor * q[k + 1];
      vector[k] = Double.isNaN(value) ? 0 : value;
    }
  }

  /**
   * One matrix to a quaternion w, x, y, z; same source as {@link #toAxisAngle(double[], double[])}.
   */
  public static void toQuaternion(double[] m, double[] q) {
    // The source works on the transpose; r(i, j) below is its entry (i, j).
    double m00 = m[0];
    double m01 = m[3];
    double m02 = m[6];
    double m10 = m[1];
    double m11 = m[4];
    double m12 = m[7];
    double m20 = m[2];
    double m21 = m[5];
    double m22 = m[8];
    double t;
    if (m22 < SIX_D_EPSILON) {
      if (m00 > m11) {
        t = 1 + m00 - m11 - m22;
        set(q, m12 - m21, t, m01 + m10, m20 + m02);
      } else {
        t = 1 - m00 + m11 - m22;
        set(q, m20 - m02, m01 + m10, t, m12 + m21);
      }
    } else if (m00 < -m11) {
      t = 1 - m00 - m11 + m22;
      set(q, m01 - m10, m20 + m02, m12 + m21, t);
    } else {
      t = 1 + m00 + m11 + m22;
      set(q, t, m12 - m21, m20 - m02, m01 - m10);
    }
    double scale = 0.5 / Math.sqrt(t);
    for (int k = 0; k < 4; k++) {
      q[k] *= scale;
    }
  }

  /** A unit quaternion w, x, y, z to a matrix. */
  public static void fromQuaternion(double[] q, double[] matrix) {
    double w = q[0];
    double x = q[1];
    double y = q[2];
    double z = q[3];
    matrix[0] = 1 - 2 * (y * y + z * z);
    matrix[1] = 2 * (x * y - w * z);
    matrix[2] = 2 * (x * z + w * y);
    matrix[3] = 2 * (x * y + w * z);
    matrix[4] = 1 - 2 * (x * x + z * z);
    matrix[5] = 2 * (y * z - w * x);
    matrix[6] = 2 * (x * z - w * y);
    matrix[7] = 2 * (y * z + w * x);
    matrix[8] = 1 - 2 * (x * x + y * y);
  }

  private static void set(double[] q, double w, double x, double y, double z) {
    q[0] = w;
    q[1] = x;
    q[2] = y;
    q[3] = z;
  }
}
