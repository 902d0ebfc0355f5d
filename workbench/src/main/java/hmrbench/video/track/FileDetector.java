package hmrbench.video.track;

import hmrbench.record.Sha256;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A detector from a file.
 *
 * @param method what reads the file, in a word
 * @param opening opens the file
 */
record FileDetector(String method, Path file, Function<Path, PersonDetector> opening)
    implements ChosenDetector {

  /** The file that was typed, if its name ends so, in any case. */
  static Optional<ChosenDetector> ofEnding(
      String ending,
      String typed,
      Path workingFolder,
      String method,
      Function<Path, PersonDetector> opening) {
    return typed.toLowerCase(Locale.ROOT).endsWith(ending)
        ? Optional.of(new FileDetector(method, workingFolder.resolve(typed), opening))
        : Optional.empty();
  }

  @Override
  public String key() {
    return "%s %s, SHA-256 %s".formatted(method, file.getFileName(), Sha256.of(file));
  }

  @Override
  public PersonDetector open() {
    return opening.apply(file);
  }
}
