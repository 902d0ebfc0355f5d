package hmrbench.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which files of a config are present and have plausible content. */
final class PresentFiles {

  /** The files of a folder with a body model. */
  private static final List<String> BODY =
      List.of(
          "SMPL_NEUTRAL.pkl",
          "J_regressor_h36m.npy",
          "J_regressor_extra.npy",
          "smpl_mean_params.npz");

  private final PathRoots roots;
  private final FileCheck check;
  private final boolean required;
  private final Set<MissingFile> missing = new LinkedHashSet<>();

  /**
   * @param check looks into files that are there
   * @param required whether a missing file is a mistake of the config; else it is only listed
   */
  PresentFiles(PathRoots roots, FileCheck check, boolean required) {
    this.roots = roots;
    this.check = check;
    this.required = required;
  }

  /** The files that were asked for and are not there. */
  List<MissingFile> missing() {
    return new ArrayList<>(missing);
  }

  /** Asks for a file. */
  void require(Path path, Place place, String key, Mistakes mistakes) {
    require(path, false, place, key, mistakes);
  }

  /** Asks for a file, or a folder of files. */
  void requireFileOrFolder(Path path, Place place, String key, Mistakes mistakes) {
    require(path, true, place, key, mistakes);
  }

  private void require(Path path, boolean mayBeFolder, Place place, String key, Mistakes mistakes) {
    if (path.equals(Path.of("missing"))) {
      return;
    }
    boolean there = Files.exists(path);
    Optional<String> instead = there ? instead(path, mayBeFolder) : Optional.empty();
    if (there && instead.isEmpty()) {
      return;
    }
    Optional<String> source = KnownFiles.source(path, roots);
    boolean first = missing.add(new MissingFile(path, source, instead));
    if (required && first) { // Two keys may name one file.
      String what =
          instead
              .map(words -> "%s is %s".formatted(path, words))
              .orElseGet(() -> "missing file %s".formatted(path));
      source.ifPresentOrElse(
          page -> mistakes.add(place, key, "%s\n    get it from %s", what, page),
          () -> mistakes.add(place, key, "%s", what));
    }
  }

  private Optional<String> instead(Path path, boolean mayBeFolder) {
    if (!Files.isDirectory(path)) {
      return check.wrong(path);
    }
    return mayBeFolder
        ? Optional.empty()
        : Optional.of("a folder, not the file: name the file in it");
  }

  void requireBody(Path folder, Place place, String key, Mistakes mistakes) {
    if (folder.equals(Path.of("missing"))) {
      return;
    }
    BODY.forEach(name -> require(folder.resolve(name), place, key, mistakes));
  }
}
