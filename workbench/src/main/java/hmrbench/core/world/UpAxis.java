package hmrbench.core.world;

import java.util.Optional;

/** The axis of a world along which gravity pulls, by the direction away from the ground. */
public enum UpAxis {
  PLUS_X(0, 1, "+x"),
  MINUS_X(0, -1, "-x"),
  PLUS_Y(1, 1, "+y"),
  MINUS_Y(1, -1, "-y"),
  PLUS_Z(2, 1, "+z"),
  MINUS_Z(2, -1, "-z");

  /** An axis within this cosine of the mean direction from feet to head is taken for up. */
  private static final double CLEAR = 0.8;

  private final int axis;
  private final int sign;
  private final String words;

  UpAxis(int axis, int sign, String words) {
    this.axis = axis;
    this.sign = sign;
    this.words = words;
  }

  /**
   * The axis along which people are upright.
   *
   * @param x of the mean way from the ankles to the head
   * @param y of it
   * @param z of it
   * @return nothing where no axis is near it: people lie, or the world has other axes
   */
  public static Optional<UpAxis> ofStanding(double x, double y, double z) {
    double[] way = {x, y, z};
    double length = Math.sqrt(x * x + y * y + z * z);
    for (UpAxis up : values()) {
      if (length > 0 && up.sign * way[up.axis] >= CLEAR * length) {
        return Optional.of(up);
      }
    }
    return Optional.empty();
  }

  /** As messages write it, for example {@code +y}. */
  @Override
  public String toString() {
    return words;
  }
}
