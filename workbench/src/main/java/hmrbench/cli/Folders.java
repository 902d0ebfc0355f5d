package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Folders that are there for a while. */
final class Folders {

  private Folders() {}

  /** Runs work in a temporary folder and removes it. */
  static <T> T inTemporary(Function<Path, T> work) {
    try {
      Path folder = Files.createTempDirectory("hmrbench-work");
      try {
        return work.apply(folder);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "the folder for temporary files cannot be used: %s; set java.io.tmpdir"
              .formatted(Reason.of(e)),
          e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
