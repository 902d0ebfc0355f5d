package hmrbench.data.official;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files that a data set is made of. */
final class FilesOfSets {

  private FilesOfSets() {}

  /**
   * The files that a config names, those of its folders among them, in the order of their names.
   *
   * @param ending of the files of a folder that are taken
   * @param what they are, in words
   * @throws Fault if a folder cannot be listed, or there is no file
   */
  static List<Path> of(String dataset, List<Path> paths, String ending, String what) {
    Set<Path> files = new LinkedHashSet<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.list(path)) {
        inside.filter(file -> file.toString().endsWith(ending)).sorted().forEach(files::add);
      } catch (IOException e) {
        throw Fault.of(Fault.Kind.ASKED_WRONGLY, path, "cannot be listed", e);
      }
    }
    if (files.isEmpty()) {
      throw Fault.asked(
          "data set %s: expected %s (%s) in %s, got none", dataset, what, ending, paths);
    }
    return List.copyOf(files);
  }
}
