package hmrbench.report.finding;

import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.finding.Finding.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one comparison says when it is made several times. */
final class VerdictsTogether {

  private VerdictsTogether() {}

  /**
   * In words, such as "holds at every length".
   *
   * @param evidence each time; empty where it was not made
   * @param at the word before {@code place}
   * @param place what changes from time to time, such as a length; its plural ends in s
   */
  static String words(List<Optional<Evidence>> evidence, String at, String place) {
    Map<Verdict, Long> counts =
        evidence.stream()
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(Evidence::verdict, Collectors.counting()));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long holds = counts.getOrDefault(Verdict.HOLDS, 0L);
    long fails = counts.getOrDefault(Verdict.DOES_NOT_HOLD, 0L);
    String every = all == evidence.size() ? "" : " that has it";
    if (holds == all) {
      return "holds %s every %s%s".formatted(at, place, every);
    }
    if (fails == all) {
      return "does not hold %s any %s%s".formatted(at, place, every);
    }
    if (holds > 0 && fails > 0) {
      return "flips";
    }
    if (holds + fails == 0) {
      return "cannot be decided %s any %s%s".formatted(at, place, every);
    }
    return holds > 0
        ? "holds %s %s of %s %ss, else undecided".formatted(at, holds, all, place)
        : "does not hold %s %s of %s %ss, else undecided".formatted(at, fails, all, place);
  }
}
