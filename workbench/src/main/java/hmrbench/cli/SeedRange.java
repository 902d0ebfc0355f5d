package hmrbench.cli;

import hmrbench.core.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeds as they are typed: numbers and ranges of them, with commas between. */
final class SeedRange {

  private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  /** More than anyone trains; a slip of the keys asks for more. */
  private static final int MOST = 100;

  private SeedRange() {}

  /**
   * The seeds in order, such as {@code [1, 2, 3, 7]} for {@code 1-3,7}.
   *
   * @throws Fault if they are none, or more than 100
   */
  static List<Long> parse(String typed) {
    List<Long> seeds = new ArrayList<>();
    for (String part : typed.split(",", -1)) {
      Matcher range = PART.matcher(part.strip());
      if (!range.matches()) {
        throw expected(typed);
      }
      long first = Long.parseLong(range.group(1));
      long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
      if (last < first || last - first >= MOST || seeds.size() + last - first >= MOST) {
        throw expected(typed);
      }
      for (long seed = first; seed <= last; seed++) {
        seeds.add(seed);
      }
    }
    return seeds;
  }

  private static Fault expected(String typed) {
    return Fault.asked(
        "--seeds %s: expected at most %d numbers from 0 on, such as 1-5 or 1,3", typed, MOST);
  }
}
