package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
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
  private static final String AMASS = ".npz";
  private static final String AMASS_SHAPE = "shape.npz";

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
          all.filter(path -> isMotion(path) && Files.isRegularFile(path)).sorted().toList();
      if (found.isEmpty()) {
        throw Fault.asked(
            "data set %s: %s: expected BVH files in the folder, got none; check the path",
            dataset, folder);
      }
      return found;
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "data set %s: %s: cannot be listed: %s".formatted(dataset, folder, Reason.of(e)),
          e);
    }
  }

  /** A BVH file, or an npz of AMASS; {@code shape.npz} beside these holds no motion. */
  private static boolean isMotion(Path path) {
    String name = lower(path);
    return name.endsWith(ENDING) || (name.endsWith(AMASS) && !name.endsWith(AMASS_SHAPE));
  }

  /**
   * Set, subject and action of a file of AMASS, as TCMR's {@code amass_db.pt} joins them: {@code
   * CMU_s01_walk_poses}; with a number where it is taken.
   */
  static String amassNameOf(Path file, List<String> taken) {
    Path whole = file.toAbsolutePath().normalize();
    List<String> parts = new ArrayList<>();
    int count = whole.getNameCount();
    for (int i = Math.max(0, count - 3); i < count; i++) {
      parts.add(whole.getName(i).toString());
    }
    String joined = String.join("_", parts);
    String stem = joined.substring(0, joined.length() - AMASS.length());
    String clean = stem.replaceAll("[^A-Za-z0-9._-]", "-");
    String name = clean;
    for (int number = 2; taken.contains(name); number++) {
      name = "%s-%d".formatted(clean, number);
    }
    return name;
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
