package hmrbench.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that a config needs and that is missing, or has other content than its name says.
 *
 * @param path where it is expected, under the name that it must have
 * @param source the page to get it from, where known
 * @param instead what is there in its place
 */
public record MissingFile(Path path, Optional<String> source, Optional<String> instead) {

  /** Where to put it and where to get it, indented. */
  public String inWords() {
    String from = source.orElse("its owner: the program knows no page that gives it out");
    return instead
        .map(words -> "  replace %s, which is %s%n    from %s".formatted(path, words, from))
        .orElseGet(() -> "  put %s%n    from %s".formatted(path, from));
  }

  /** How many files are missing, and how many are there and are something else. */
  public static String count(List<MissingFile> files) {
    long wrong = files.stream().filter(file -> file.instead().isPresent()).count();
    long absent = files.size() - wrong;
    return wrong == 0
        ? "%d files are missing".formatted(absent)
        : "%d files are missing, %d are not what their names say".formatted(absent, wrong);
  }
}
