package hmrbench.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The option {@code --all} of commands that print long lists, and the shortened lists without it.
 */
final class Shortened {

  /** Lines that fit on a screen with what surrounds them. */
  static final int MOST_LINES = 40;

  @Option(names = "--all", description = "Show every line of what is long.")
  private boolean all;

  /** The lines; of a long list the first, and how many more there are. */
  List<String> of(List<String> lines, String what) {
    return of(lines, what, MOST_LINES);
  }

  /** As {@link #of(List, String)}, with another bound. */
  List<String> of(List<String> lines, String what, int most) {
    if (all || lines.size() <= most) {
      return lines;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, most));
    shown.add("... and %s more %s; --all shows them".formatted(lines.size() - most, what));
    return shown;
  }
}
