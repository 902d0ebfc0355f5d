package hmrbench.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name closest to a mistyped one. */
public final class Nearest {

  private Nearest() {}

  /** The nearest of the known names, if any is near. */
  public static Optional<String> to(String name, Collection<String> known) {
    return known.stream()
        .filter(it -> Math.abs(name.length() - it.length()) <= farthest(name, it))
        .min(byDistance(name))
        .filter(it -> distanceOf(name, it) <= farthest(name, it));
  }

  /** The known name closest to another, however far it is. */
  public static String closest(String name, Collection<String> known) {
    return known.stream().min(byDistance(name)).orElseThrow();
  }

  private static Comparator<String> byDistance(String name) {
    return Comparator.comparingInt(it -> distanceOf(name, it));
  }

  private static int distanceOf(String name, String known) {
    return distance(name.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
  }

  /** A third of the letters wrong is a typing mistake; more is another word. */
  private static int farthest(String name, String known) {
    return Math.max(1, Math.min(name.length(), known.length()) / 3);
  }

  /** "; did you mean X?", or nothing if no known name is near. */
  public static String hint(String name, Collection<String> known) {
    return to(name, known).map("; did you mean %s?"::formatted).orElse("");
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
