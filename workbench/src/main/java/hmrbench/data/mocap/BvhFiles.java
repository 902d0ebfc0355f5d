package hmrbench.data.mocap;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds BVH files and names the sequences after them. */
final class BvhFiles {

  private static final String ENDING = ".bvh";

  private BvhFiles() {}

  /**
   * The files themselves, and those in folders in the order of their paths.
   *
   * @throws Fault if a path is missing, or a folder has none
   */
  static List<Path> in(String dataset, List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw Fault.asked(
            "data set %s: %s: expected a BVH file or a folder of them, got nothing there; check the"
                + " path",
            dataset, path);
      }
      files.addAll(Files.isDirectory(path) ? inFolder(dataset, path) : List.of(path));
    }
    return files;
  }

  private static List<Path> inFolder(String dataset, Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found =
          all.filter(path -> lower(path).endsWith(ENDING) && Files.isRegularFile(path))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw Fault.asked(
            "data set %s: %s: expected BVH files in the folder, got none; check the path",
            dataset, folder);
      }
      return found;
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "data set %s: %s: cannot be listed: %s".formatted(dataset, folder, e.getMessage()),
          e);
    }
  }

  private static String lower(Path path) {
    return path.toString().toLowerCase(Locale.ROOT);
  }

  /** The name of the file without its ending, with a number where it is taken. */
  static String nameOf(Path file, List<String> taken) {
    String stem = file.getFileName().toString();
    if (lower(file).endsWith(ENDING)) {
      stem = stem.substring(0, stem.length() - ENDING.length());
    }
    String name = stem.replaceAll("[^A-Za-z0-9._-]", "-");
    for (int number = 2; taken.contains(name); number++) {
      name = "%s-%d".formatted(stem.replaceAll("[^A-Za-z0-9._-]", "-"), number);
    }
    return name;
  }
}
