package hmrbench.report.finding;

import hmrbench.metric.stats.ClusteredMean;
import hmrbench.metric.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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

  /** Whether the run had anything to compare; where it had not, a verdict says nothing of it. */
  public boolean compares() {
    return !evidence.isEmpty();
  }

  /** Chance below which a difference counts. */
  static final double LEVEL = 0.05;

  /**
   * The verdict of several cases of one claim: one clear counterexample is enough against it; for
   * it all of them have to speak.
   */
  static Verdict together(List<Evidence> evidence) {
    if (evidence.stream().anyMatch(it -> it.verdict() == Verdict.DOES_NOT_HOLD)) {
      return Verdict.DOES_NOT_HOLD;
    }
    boolean all = evidence.stream().allMatch(it -> it.verdict() == Verdict.HOLDS);
    return all && !evidence.isEmpty() ? Verdict.HOLDS : Verdict.CANNOT_BE_DECIDED;
  }

  /**
   * What a change says of a claim that it is below 0. For a claim its own test counts; against it,
   * the test as corrected for all cases in which a counterexample might have turned up.
   */
  static Verdict below(ClusteredMean change, OptionalDouble corrected) {
    if (change.estimate() < 0) {
      return change.p().orElse(1) < LEVEL ? Verdict.HOLDS : Verdict.CANNOT_BE_DECIDED;
    }
    return corrected.orElse(1) < LEVEL ? Verdict.DOES_NOT_HOLD : Verdict.CANNOT_BE_DECIDED;
  }
}
