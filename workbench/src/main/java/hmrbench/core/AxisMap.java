package hmrbench.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Axes of positions as axes of the camera (x right, y down, z forward): each is an axis of the
 * file, with its sign. Of the 48 there are, 24 turn a person and 24 mirror them, as coordinates for
 * the left hand do.
 *
 * @param x which axis of the file is x, counted from 1 and negative where it points the other way
 * @param y likewise
 * @param z likewise
 */
public record AxisMap(int x, int y, int z) {

  /** Axes of the camera: nothing changes. */
  public static final AxisMap CAMERA = new AxisMap(1, 2, 3);

  /** x right, y up, z towards the camera, as in graphics. */
  public static final AxisMap Y_UP = new AxisMap(1, -2, -3);

  /** x right, y forward, z up, as in Blender and AMASS. */
  public static final AxisMap Z_UP = new AxisMap(1, -3, 2);

  private static final Pattern SPELLED = Pattern.compile("([+-][xyz])([+-][xyz])([+-][xyz])");
  private static final String LETTERS = "xyz";

  public AxisMap {
    int bits = (1 << Math.abs(x)) | (1 << Math.abs(y)) | (1 << Math.abs(z));
    if (bits != 0b1110) {
      throw new IllegalArgumentException(
          "each of the axes x, y and z is needed once, got %d, %d, %d".formatted(x, y, z));
    }
  }

  /** All 48, the camera's own first. */
  public static List<AxisMap> all() {
    List<AxisMap> all = new ArrayList<>();
    all.add(CAMERA);
    int[][] orders = {{1, 2, 3}, {2, 3, 1}, {3, 1, 2}, {1, 3, 2}, {2, 1, 3}, {3, 2, 1}};
    for (int[] order : orders) {
      for (int signs = 0; signs < 8; signs++) {
        AxisMap map =
            new AxisMap(
                signed(order[0], signs, 1), signed(order[1], signs, 2), signed(order[2], signs, 4));
        if (!map.equals(CAMERA)) {
          all.add(map);
        }
      }
    }
    return all;
  }

  private static int signed(int axis, int signs, int bit) {
    return (signs & bit) == 0 ? axis : -axis;
  }

  /**
   * Reads {@code camera}, {@code y-up}, {@code z-up} or three signed axes such as {@code +x-z+y}.
   */
  public static Optional<AxisMap> named(String name) {
    return switch (name) {
      case "camera" -> Optional.of(CAMERA);
      case "y-up" -> Optional.of(Y_UP);
      case "z-up" -> Optional.of(Z_UP);
      default -> spelled(name);
    };
  }

  private static Optional<AxisMap> spelled(String name) {
    Matcher matcher = SPELLED.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AxisMap(axis(matcher.group(1)), axis(matcher.group(2)), axis(matcher.group(3))));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // An axis twice.
    }
  }

  private static int axis(String spelled) {
    int axis = LETTERS.indexOf(spelled.charAt(1)) + 1;
    return spelled.charAt(0) == '-' ? -axis : axis;
  }

  /** As {@link #named} reads it. */
  public String word() {
    if (equals(CAMERA)) {
      return "camera";
    }
    if (equals(Y_UP)) {
      return "y-up";
    }
    return equals(Z_UP) ? "z-up" : spelled(x) + spelled(y) + spelled(z);
  }

  private static String spelled(int axis) {
    return (axis < 0 ? "-" : "+") + LETTERS.charAt(Math.abs(axis) - 1);
  }

  /** Which axis of the file is an axis of the camera, from 0. */
  public int source(int axis) {
    return Math.abs(of(axis)) - 1;
  }

  /** 1, or -1 where the axis points the other way. */
  public int sign(int axis) {
    return of(axis) < 0 ? -1 : 1;
  }

  private int of(int axis) {
    return axis == 0 ? x : axis == 1 ? y : z;
  }

  /** Whether a person stays who they are: left is not exchanged for right. */
  public boolean isTurn() {
    int order = source(0) == (source(1) + 2) % 3 ? 1 : -1;
    return order * sign(0) * sign(1) * sign(2) > 0;
  }

  /** Points [N, 3], flat, in axes of the camera. */
  public FloatGrid apply(FloatGrid points) {
    if (equals(CAMERA)) {
      return points;
    }
    float[] moved = new float[points.length()];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = sign(i % 3) * points.get(i - i % 3 + source(i % 3));
    }
    return FloatGrid.owning(moved, points.shape());
  }
}
