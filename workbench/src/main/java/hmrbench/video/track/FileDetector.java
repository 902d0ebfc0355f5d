package hmrbench.video.track;

import hmrbench.record.Sha256;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A detector from a file.
 *
 * @param method what reads the file, in a word
 * @param opening opens the file
 */
record FileDetector(String method, Path file, Function<Path, PersonDetector> opening)
    implements ChosenDetector {

  @Override
  public String key() {
    return "%s %s, SHA-256 %s".formatted(method, file.getFileName(), Sha256.of(file));
  }

  @Override
  public PersonDetector open() {
    return opening.apply(file);
  }
}
