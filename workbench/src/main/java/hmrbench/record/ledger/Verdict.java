package hmrbench.record.ledger;

import java.util.List;

/**
 * What a measured number says about a published one.
 *
 * @param kind in one word
 * @param explanation in one sentence
 * @param notes what is known about the published number whatever was measured
 */
public record Verdict(Kind kind, String explanation, List<String> notes) {

  /** The four outcomes. */
  public enum Kind {
    /** Rounds to the printed digits. */
    REPRODUCED("reproduced"),
    /** Other digits, but the printed number lies in the interval of the measured one. */
    WITHIN_INTERVAL("within interval"),
    /** Measured under like conditions, and another number. */
    DIFFERS("differs"),
    /** Not the same quantity, data or model. */
    NOT_COMPARABLE("not comparable");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public Verdict {
    notes = List.copyOf(notes);
  }
}
