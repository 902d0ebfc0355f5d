package hmrbench.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that a config needs and that is not there.
 *
 * @param path where it is expected, under the name that it must have
 * @param source the page that gives it out, where the program knows
 */
public record MissingFile(Path path, Optional<String> source) {

  /** Where to put it and where to get it, indented. */
  public String inWords() {
    return "  put %s%n    from %s"
        .formatted(path, source.orElse("its owner: the program knows no page that gives it out"));
  }
}
