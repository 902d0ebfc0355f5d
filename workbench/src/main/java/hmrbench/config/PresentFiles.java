package hmrbench.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which of the files that a config names are there. */
final class PresentFiles {

  /** What a folder with a body model holds. */
  private static final List<String> BODY =
      List.of(
          "SMPL_NEUTRAL.pkl",
          "J_regressor_h36m.npy",
          "J_regressor_extra.npy",
          "smpl_mean_params.npz");

  private final PathRoots roots;
  private final boolean required;
  private final Set<MissingFile> missing = new LinkedHashSet<>();

  /**
   * @param required whether a missing file is a mistake of the config; else it is only kept
   */
  PresentFiles(PathRoots roots, boolean required) {
    this.roots = roots;
    this.required = required;
  }

  /** The files that were asked for and are not there. */
  List<MissingFile> missing() {
    return new ArrayList<>(missing);
  }

  void require(Path path, Place place, String key, Mistakes mistakes) {
    if (Files.exists(path) || path.equals(Path.of("missing"))) {
      return;
    }
    Optional<String> source = KnownFiles.source(path, roots);
    missing.add(new MissingFile(path, source));
    if (required) {
      source.ifPresentOrElse(
          page -> mistakes.add(place, key, "missing file %s\n    get it from %s", path, page),
          () -> mistakes.add(place, key, "missing file %s", path));
    }
  }

  void requireBody(Path folder, Place place, String key, Mistakes mistakes) {
    if (folder.equals(Path.of("missing"))) {
      return;
    }
    BODY.forEach(name -> require(folder.resolve(name), place, key, mistakes));
  }
}
