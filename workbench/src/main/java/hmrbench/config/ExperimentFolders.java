package hmrbench.config;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds experiments. */
final class ExperimentFolders {

  private ExperimentFolders() {}

  /** Experiments right below a folder, by the name of their folder, sorted. */
  static Map<String, Path> below(Path folder) {
    Map<String, Path> found = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> folders =
          children.filter(child -> Files.isRegularFile(child.resolve(ConfigReader.FILE))).toList();
      folders.forEach(child -> found.put(child.getFileName().toString(), child));
      return found;
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be listed", e);
    }
  }
}
