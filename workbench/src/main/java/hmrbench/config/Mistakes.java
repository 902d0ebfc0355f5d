package hmrbench.config;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a config, collected so that all of it can be told at once. */
final class Mistakes {

  private record Mistake(Place place, String line) {}

  private final List<Mistake> mistakes = new ArrayList<>();

  /** Adds a mistake at a place, about a key. */
  @FormatMethod
  void add(Place place, String key, @FormatString String format, Object... arguments) {
    Mistake mistake =
        new Mistake(place, "%s: %s: %s".formatted(place, key, format.formatted(arguments)));
    if (!mistakes.contains(mistake)) {
      mistakes.add(mistake);
    }
  }

  int count() {
    return mistakes.size();
  }

  /** One line per mistake: those of the command line first, then line by line, file by file. */
  List<String> lines() {
    Comparator<Mistake> order =
        Comparator.<Mistake, Boolean>comparing(it -> it.place().line() > 0)
            .thenComparing(it -> it.place().line() > 0 ? it.place().source() : "")
            .thenComparing(it -> it.place().line());
    return mistakes.stream().sorted(order).map(Mistake::line).toList();
  }
}
