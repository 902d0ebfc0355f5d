package hmrbench.core.world;

import java.util.Arrays;

/** Read-only rotation matrices over time [T, 3, 3], which act on column vectors. */
public final class Orientations {

  /** How far the product of a matrix with its transpose may be from the identity. */
  private static final double NOT_A_ROTATION = 1e-2;

  private final double[] values;

  private Orientations(double[] values) {
    if (values.length % 9 != 0) {
      throw new IllegalArgumentException(
          "orientations need 9 values per frame, got " + values.length);
    }
    this.values = values;
  }

  /** Orientations that own {@code values}: the caller must not write to them again. */
  public static Orientations owning(double... values) {
    return new Orientations(values);
  }

  /** Number of frames, T. */
  public int frames() {
    return values.length / 9;
  }

  /** One entry of the matrix of a frame. */
  public double at(int frame, int row, int column) {
    return values[frame * 9 + row * 3 + column];
  }

  /** The matrix of a frame, row-major, copied. */
  public double[] matrix(int frame) {
    return Arrays.copyOfRange(values, frame * 9, frame * 9 + 9);
  }

  /** Frame by frame, these after {@code first}: the product of the matrices. */
  public Orientations after(Orientations first) {
    double[] product = new double[values.length];
    for (int i = 0; i < product.length; i++) {
      int t = i / 9;
      int row = i % 9 / 3;
      int column = i % 3;
      for (int k = 0; k < 3; k++) {
        product[i] += at(t, row, k) * first.at(t, k, column);
      }
    }
    return new Orientations(product);
  }

  /** The inverse of each. */
  public Orientations transposed() {
    double[] turned = new double[values.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = at(i / 9, i % 3, i % 9 / 3);
    }
    return new Orientations(turned);
  }

  /** Component {@code row} of the vector x, y, z of a frame after it is turned. */
  public double turned(int frame, int row, double x, double y, double z) {
    return at(frame, row, 0) * x + at(frame, row, 1) * y + at(frame, row, 2) * z;
  }

  /** The frames with these indices, in this order. */
  public Orientations rows(int... indices) {
    double[] picked = new double[indices.length * 9];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, indices[i] * 9, picked, i * 9, 9);
    }
    return new Orientations(picked);
  }

  /** The first frame whose matrix is no rotation, or -1. */
  public int firstUnsound() {
    Orientations products = after(transposed());
    for (int t = 0; t < frames(); t++) {
      for (int i = 0; i < 9; i++) {
        double identity = i % 4 == 0 ? 1 : 0;
        if (!(Math.abs(products.values[t * 9 + i] - identity) <= NOT_A_ROTATION)) {
          return t;
        }
      }
      if (determinant(t) < 0) {
        return t;
      }
    }
    return -1;
  }

  private double determinant(int t) {
    return at(t, 0, 0) * (at(t, 1, 1) * at(t, 2, 2) - at(t, 1, 2) * at(t, 2, 1))
        - at(t, 0, 1) * (at(t, 1, 0) * at(t, 2, 2) - at(t, 1, 2) * at(t, 2, 0))
        + at(t, 0, 2) * (at(t, 1, 0) * at(t, 2, 1) - at(t, 1, 1) * at(t, 2, 0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Orientations that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Orientations[%d, 3, 3]".formatted(frames());
  }
}
