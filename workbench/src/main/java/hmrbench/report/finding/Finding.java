package hmrbench.report.finding;

import hmrbench.metric.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * A claim of the paper or of the reading notes on it, and what this run says of it.
 *
 * @param name short and stable, for links
 * @param claim one sentence
 * @param source where the claim comes from, with its numbers
 * @param verdict what this run says
 * @param because why, in one sentence
 * @param evidence the numbers behind it
 */
public record Finding(
    String name,
    String claim,
    String source,
    Verdict verdict,
    String because,
    List<Evidence> evidence) {

  /** Whether a claim is borne out. */
  public enum Verdict {
    HOLDS("holds"),
    DOES_NOT_HOLD("does not hold"),
    CANNOT_BE_DECIDED("cannot be decided");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** As printed. */
    public String words() {
      return words;
    }
  }

  /**
   * One number behind a verdict.
   *
   * @param what is compared with what
   * @param values the two values, as printed
   * @param change their difference or ratio; empty where it has no interval
   * @param unit of the change; empty for a ratio
   * @param test of no difference, as printed; may be empty
   * @param verdict what this number alone says
   */
  public record Evidence(
      String what,
      String values,
      Optional<Interval> change,
      String unit,
      String test,
      Verdict verdict) {}

  public Finding {
    evidence = List.copyOf(evidence);
  }

  /**
   * Sequences below which nothing is decided, whatever the interval says: of five that all agree,
   * the sign-flip test still gives 2 / 2^5 = 0.0625.
   */
  static final int LEAST_SEQUENCES = 6;

  /** Chance below which a difference counts. */
  static final double LEVEL = 0.05;

  /** A verdict, if there are sequences enough for any. */
  static Verdict with(int sequences, Verdict verdict) {
    return sequences < LEAST_SEQUENCES ? Verdict.CANNOT_BE_DECIDED : verdict;
  }

  /** The verdict of several numbers: what all of them say, else undecided. */
  static Verdict together(List<Evidence> evidence) {
    List<Verdict> verdicts = evidence.stream().map(Evidence::verdict).distinct().toList();
    return verdicts.size() == 1 ? verdicts.get(0) : Verdict.CANNOT_BE_DECIDED;
  }

  /** Whether an interval lies below a value, above it, or about it. */
  static Verdict below(Optional<Interval> interval, double value) {
    if (interval.isEmpty()) {
      return Verdict.CANNOT_BE_DECIDED;
    }
    if (interval.get().high() < value) {
      return Verdict.HOLDS;
    }
    return interval.get().low() > value ? Verdict.DOES_NOT_HOLD : Verdict.CANNOT_BE_DECIDED;
  }
}
