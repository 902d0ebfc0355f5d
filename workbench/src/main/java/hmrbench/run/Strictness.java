package hmrbench.run;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import java.util.List;

/** What {@code --strict} means: a doubt about an input is an error. */
final class Strictness {

  private Strictness() {}

  /**
   * Lets notes pass.
   *
   * @throws Fault with the first doubt, and the number of others
   */
  static void requireNoDoubt(List<Remark> seen) {
    List<Remark> doubts =
        seen.stream().filter(it -> it.weight() == Remark.Weight.DOUBT).distinct().toList();
    if (!doubts.isEmpty()) {
      String others = doubts.size() == 1 ? "" : " (and %d more)".formatted(doubts.size() - 1);
      throw Fault.asked(
          "%s%s; without --strict this is a remark on the page", doubts.get(0), others);
    }
  }
}
