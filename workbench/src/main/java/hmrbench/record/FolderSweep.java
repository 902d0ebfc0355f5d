package hmrbench.record;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Removes files that a run no longer stands for. */
final class FolderSweep {

  private FolderSweep() {}

  /**
   * Removes the files of a folder but those that are wanted.
   *
   * @param names without their extension
   */
  static void keepOnly(Path folder, Set<String> names) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> others = files.filter(file -> !names.contains(stem(file))).toList();
      for (Path other : others) {
        Files.delete(other);
      }
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING, "%s: cannot be cleared: %s".formatted(folder, e), e);
    }
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
