package hmrbench.data.sim;

import hmrbench.config.BadValue;

/** How many clips a set that is made may have, and how long they may be. */
public final class MadeClips {

  private static final int MOST_SEQUENCES = 1_000_000;
  private static final double SHORTEST = 0.01;
  private static final double LONGEST = 36_000;

  private MadeClips() {}

  /** Refuses a number of sequences that cannot be listed. */
  public static void requireSequences(int number) {
    if (number < 1 || number > MOST_SEQUENCES) {
      throw BadValue.of(
          "sequences", "must be from 1 to %d, got %d".formatted(MOST_SEQUENCES, number));
    }
  }

  /** Refuses a length that holds no frame, or more of them than memory. */
  public static void requireSeconds(double length) {
    if (!(length >= SHORTEST && length <= LONGEST)) {
      throw BadValue.of(
          "seconds",
          "must be from %s to %s, got %s"
              .formatted(SHORTEST, BadValue.shown(LONGEST), BadValue.shown(length)));
    }
  }
}
