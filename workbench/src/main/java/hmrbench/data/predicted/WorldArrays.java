package hmrbench.data.predicted;

import hmrbench.core.Fault;
import hmrbench.core.Rotations;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.WorldRoot;
import hmrbench.io.NdArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** From the arrays of a file to a root that moves. */
public final class WorldArrays {

  private WorldArrays() {}

  /** Axis-angle vectors [T, 3], flat, as matrices. */
  public static Orientations ofAxisAngle(double[] turns) {
    double[] values = new double[turns.length * 3];
    double[] matrix = new double[9];
    for (int t = 0; t < turns.length / 3; t++) {
      Rotations.fromAxisAngle(turns[t * 3], turns[t * 3 + 1], turns[t * 3 + 2], matrix);
      System.arraycopy(matrix, 0, values, t * 9, 9);
    }
    return Orientations.owning(values);
  }

  /**
   * A root in the world.
   *
   * @param file how messages call it
   * @param turnsKey of the axis-angle vectors
   * @param turns [T, 3 or more], of which the first three are the root's
   * @param transKey of the translations
   * @param trans [T, 3]
   * @param frames the name of each row
   * @throws Fault if an array is misshapen or holds NaN
   */
  public static WorldRoot root(
      String file,
      String turnsKey,
      NdArray turns,
      String transKey,
      NdArray trans,
      List<String> frames) {
    int rows = frames.size();
    if (turns.rank() != 2 || turns.size(0) != rows || turns.size(1) < 3) {
      throw wrong(file, turnsKey, "[%d, 3 or more]".formatted(rows), turns);
    }
    int width = turns.size(1);
    double[] all = finite(file, turnsKey, turns, frames, rows, width);
    double[] first = new double[rows * 3];
    for (int i = 0; i < first.length; i++) {
      first[i] = all[i / 3 * width + i % 3];
    }
    return new WorldRoot(ofAxisAngle(first), positions(file, transKey, trans, frames));
  }

  /** Axis-angle vectors [T, 72] as matrices [T, 24, 3, 3]. */
  static NdArray rotationsOf(NdArray pose) {
    double[] turns = pose.doubles();
    double[] values = new double[turns.length * 3];
    double[] matrix = new double[9];
    for (int i = 0; i < turns.length / 3; i++) {
      Rotations.fromAxisAngle(turns[i * 3], turns[i * 3 + 1], turns[i * 3 + 2], matrix);
      System.arraycopy(matrix, 0, values, i * 9, 9);
    }
    return NdArray.of(values, pose.size(0), pose.size(1) / 3, 3, 3);
  }

  /** Translations [T, 3] or [T, 1, 3]. */
  static Positions positions(String file, String key, NdArray trans, List<String> frames) {
    int rows = frames.size();
    int[] shape = trans.hasShape(rows, 1, 3) ? new int[] {rows, 1, 3} : new int[] {rows, 3};
    return Positions.owning(rows, 1, finite(file, key, trans, frames, shape));
  }

  /** Rotation matrices [T, 3, 3]. */
  static Orientations matrices(String file, String key, NdArray array, List<String> frames) {
    Orientations read = Orientations.owning(finite(file, key, array, frames, frames.size(), 3, 3));
    int unsound = read.firstUnsound();
    if (unsound >= 0) {
      throw wrong(file, key, "rotations", "none in frame %s".formatted(frames.get(unsound)));
    }
    return read;
  }

  /** The values of an array of this shape, one row per frame. */
  static double[] finite(
      String file, String key, NdArray array, List<String> frames, int... shape) {
    if (!array.hasShape(shape)) {
      throw wrong(file, key, Arrays.toString(shape), array);
    }
    double[] values = array.doubles();
    Optional<Integer> bad = firstBad(values);
    if (bad.isPresent()) {
      int width = Math.max(1, values.length / Math.max(1, frames.size()));
      throw wrong(
          file,
          key,
          "finite numbers",
          "%s in frame %s".formatted(values[bad.get()], frames.get(bad.get() / width)));
    }
    return values;
  }

  private static Optional<Integer> firstBad(double... values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  static Fault wrong(String file, String key, String expected, Object actual) {
    return Fault.asked(
        "%s: %s: expected %s, got %s; write the file again", file, key, expected, actual);
  }
}
