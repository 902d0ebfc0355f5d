package hmrbench.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A data set as an experiment asks for it; each format brings its own record. */
public interface DatasetConfig {

  /** Its name in records. */
  String name();

  /** The name of its format. */
  String format();

  /**
   * Its keys with every default written out, in the order in which a resolved config writes them:
   * numbers, texts, paths, lists of paths, and maps of texts.
   */
  Map<String, Object> values();

  /** The published data set that it is: 3dpw, h36m or mpii3d; empty if it is not published. */
  default Optional<String> published() {
    return Optional.empty();
  }

  /** Names of files that identify a release. */
  default List<String> fileNames() {
    return List.of();
  }
}
