package hmrbench.config;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import hmrbench.core.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects the mistakes in a config, so that all are reported at once. */
final class Mistakes {

  /** The most mistakes to show at once. */
  static final int MOST_LINES = 100;

  private static final int LONGEST_TEXT = 500;

  private record Mistake(Place place, String line) {}

  private final Set<Mistake> mistakes = new LinkedHashSet<>();

  /** Adds a mistake at a place, about a key. */
  @FormatMethod
  void add(Place place, String key, @FormatString String format, Object... arguments) {
    Object[] shown = Arrays.stream(arguments).map(Mistakes::shown).toArray();
    mistakes.add(
        new Mistake(
            place,
            "%s: %s: %s"
                .formatted(
                    VisibleText.line(place.toString()),
                    VisibleText.value(key),
                    String.format(Locale.ROOT, format, shown))));
  }

  /** Numbers as they are, everything else as text that keeps to its line. */
  private static Object shown(Object argument) {
    if (argument instanceof Number) {
      return argument;
    }
    String text = VisibleText.line(String.valueOf(argument));
    return argument instanceof String && text.length() > LONGEST_TEXT
        ? text.substring(0, LONGEST_TEXT) + "..."
        : text;
  }

  int count() {
    return mistakes.size();
  }

  /**
   * One line per mistake: those of the command line first, then line by line, file by file; of very
   * many only the first, and how many more there are.
   */
  List<String> lines() {
    Comparator<Mistake> order =
        Comparator.<Mistake, Boolean>comparing(it -> it.place().line() > 0)
            .thenComparing(it -> it.place().line() > 0 ? it.place().source() : "")
            .thenComparing(it -> it.place().line());
    List<String> lines =
        new ArrayList<>(
            mistakes.stream().sorted(order).limit(MOST_LINES).map(Mistake::line).toList());
    if (mistakes.size() > MOST_LINES) {
      lines.add("and %s more mistakes".formatted(mistakes.size() - MOST_LINES));
    }
    return lines;
  }
}
