package hmrbench.record.ledger.claim;

import hmrbench.record.ledger.PublishedResult;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger says of a claim.
 *
 * @param explanation in one sentence, with the source
 * @param source the row of the ledger that it was held against
 * @param notes what is known to be odd about that row
 */
public record Judgement(
    Claim claim,
    Kind kind,
    String explanation,
    Optional<PublishedResult> source,
    List<String> notes) {

  /** The five outcomes. */
  public enum Kind {
    SAME("same", "the ledger prints the same digits"),
    DIFFERS("differs", "the ledger prints another number of the same definition and unit"),
    OTHER_DEFINITION(
        "other definition",
        "the ledger has this number under another definition or in another unit"),
    IMPOSSIBLE("impossible pair", "no such number can exist, alone or beside another row"),
    UNKNOWN("unknown", "the ledger has nothing to hold it against");

    private final String words;
    private final String meaning;

    Kind(String words, String meaning) {
      this.words = words;
      this.meaning = meaning;
    }

    /** What it means, in words. */
    public String meaning() {
      return meaning;
    }

    /** Whether a table that is right has no such row. */
    public boolean isDoubt() {
      return this == DIFFERS || this == OTHER_DEFINITION || this == IMPOSSIBLE;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public Judgement {
    notes = List.copyOf(notes);
  }
}
