package hmrbench.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By how much a reference goes wrong through the world; its pose is the truth.
 *
 * @param scale of every step of the root, as a share of the true one
 * @param drift of the whole person along the first axis of the world, in metres per second
 * @param slide to and fro along the third axis, a second each way, in metres per second
 * @param turn of the heading away from the true one, with every step, in degrees per second
 */
public record WorldFlaws(double scale, double drift, double slide, double turn) {

  /** The truth as it is. */
  public static final WorldFlaws NONE = new WorldFlaws(1, 0, 0, 0);

  public WorldFlaws {
    BadValue.requirePositive("scale", scale);
    requireFinite("drift", drift);
    requireFinite("slide", slide);
    requireFinite("turn", turn);
  }

  private static void requireFinite(String key, double value) {
    if (!Double.isFinite(value)) {
      throw BadValue.of(key, "must be a finite number, got " + value);
    }
  }

  /** Its keys, without those that change nothing. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    put(values, "scale", scale, NONE.scale);
    put(values, "drift", drift, NONE.drift);
    put(values, "slide", slide, NONE.slide);
    put(values, "turn", turn, NONE.turn);
    return values;
  }

  private static void put(Map<String, Double> values, String key, double value, double none) {
    if (value != none) {
      values.put(key, value);
    }
  }
}
