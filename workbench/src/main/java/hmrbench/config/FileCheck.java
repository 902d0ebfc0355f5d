package hmrbench.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks the content of a file that a config names: it may have the right name and be something
 * else.
 */
@FunctionalInterface
public interface FileCheck {

  /** Accepts every file. */
  FileCheck NONE = file -> Optional.empty();

  /**
   * What is there in place of the file, for example {@code a web page, not the file: download it
   * again}; empty where it may be the file.
   */
  Optional<String> wrong(Path file);

  /** The same check, with one look at each file. */
  default FileCheck once() {
    Map<Path, Optional<String>> known = new ConcurrentHashMap<>();
    return file -> known.computeIfAbsent(file, this::wrong);
  }
}
