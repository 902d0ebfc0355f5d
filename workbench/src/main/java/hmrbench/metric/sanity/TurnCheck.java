package hmrbench.metric.sanity;

import hmrbench.core.FloatGrid;
import hmrbench.core.Remark;
import java.util.Locale;
import java.util.Optional;

/** Whether axis-angle vectors are in radians. */
public final class TurnCheck {

  /**
   * A vector longer than a full turn says nothing that a shorter one does not; fits such as
   * SMPLify's go a little beyond.
   */
  private static final double LONGEST = 2 * Math.PI + 0.5;

  /** A few wild fits among many are no wrong unit. */
  private static final double SHARE = 0.02;

  private TurnCheck() {}

  /**
   * Looks at rotation vectors.
   *
   * @param about what the vectors belong to, for the remark
   * @param turns axis-angle [T, 72], in what should be radians
   * @return a doubt where many are longer than a turn
   */
  public static Optional<Remark> of(String about, FloatGrid turns) {
    int count = turns.length() / 3;
    int beyond = 0;
    double longest = 0;
    for (int i = 0; i < count; i++) {
      double x = turns.get(i * 3);
      double y = turns.get(i * 3 + 1);
      double z = turns.get(i * 3 + 2);
      double length = Math.sqrt(x * x + y * y + z * z);
      longest = Math.max(longest, length);
      beyond += length > LONGEST ? 1 : 0;
    }
    double share = (double) beyond / count;
    if (count == 0 || share < SHARE) {
      return Optional.empty();
    }
    return Optional.of(
        Remark.doubt(
            "unit-degrees",
            about,
            String.format(
                Locale.ROOT,
                "pose: %.0f %% of the axis-angle vectors are longer than a full turn in radians (the"
                    + " longest is %.1f), as they are in degrees; say --angles degrees (angles:"
                    + " degrees in a config), or give radians",
                100 * share,
                longest)));
  }
}
