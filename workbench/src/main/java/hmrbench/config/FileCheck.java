package hmrbench.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Looks into a file that a config names: a file may have the right name and be something else. */
@FunctionalInterface
public interface FileCheck {

  /** Takes every file for what its name says. */
  FileCheck NONE = file -> Optional.empty();

  /**
   * What lies there in place of the file, for example {@code a web page, not the file: download it
   * again}; empty where it may be the file.
   */
  Optional<String> wrong(Path file);

  /** The same check, which looks into each file once. */
  default FileCheck once() {
    Map<Path, Optional<String>> known = new ConcurrentHashMap<>();
    return file -> known.computeIfAbsent(file, this::wrong);
  }
}
