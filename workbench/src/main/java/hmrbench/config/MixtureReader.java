package hmrbench.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what an official training draws from; every file has to be there. */
final class MixtureReader {

  private static final String VALIDATION = "validation";

  /** The official default, 16 in every published config of TCMR. */
  private static final int WORKERS = 16;

  private static final int SIDE_BY_SIDE = 16;

  private final Vocabulary words;
  private final PresentFiles files;
  private final Mistakes mistakes;

  /**
   * @param required whether a missing file is a mistake of the recipe; else it is only listed
   */
  MixtureReader(Vocabulary words, PathRoots roots, boolean required, Mistakes mistakes) {
    this.words = words;
    this.files = new PresentFiles(roots, FileCheck.NONE, required);
    this.mistakes = mistakes;
  }

  /** The files that were asked for and are not there. */
  List<MissingFile> missing() {
    return files.missing();
  }

  /** Reports a file that is missing, and where to get it. */
  void requireFile(Keys keys, String key, Path file) {
    files.require(file, keys.place(key), keys.pathOf(key), mistakes);
  }

  Optional<MixtureConfig> mixture(Keys map) {
    List<MixtureConfig.Source> with2d = sources(map, "with-2d");
    List<MixtureConfig.Source> with3d = sources(map, "with-3d");
    double share = map.number("share-2d");
    String windows = map.requiredOneOf("windows", words.trainings().windows(), word -> word);
    boolean mixedRates = map.truth("mixed-rates", false);
    boolean asPublished = map.truth("as-published", false);
    Optional<Integer> workers = map.optionalInteger("workers");
    if (workers.isPresent() && !asPublished) {
      mistakes.add(
          map.place("workers"),
          map.pathOf("workers"),
          "expected as-published: true beside it: ours has no workers that overwrite targets");
    }
    Optional<Path> motion = map.optionalPath("motion");
    motion.ifPresent(file -> requireFile(map, "motion", file));
    double dropout = map.number("dropout");
    Path body = map.path("body-model");
    files.requireBody(body, map.place("body-model"), map.pathOf("body-model"), mistakes);
    if (!map.has(VALIDATION)) {
      mistakes.add(map.place(VALIDATION), map.pathOf(VALIDATION), "is missing; expected a map");
    }
    Optional<DatasetConfig> validation =
        map.map(VALIDATION).flatMap(new BlockReader(words, files, mistakes)::dataset);
    String protocol = map.requiredOneOf("protocol", words.protocols(), word -> word);
    return map.build(
        () ->
            new MixtureConfig(
                with2d,
                with3d,
                share,
                windows,
                mixedRates,
                asPublished ? Optional.of(workers.orElse(WORKERS)) : Optional.empty(),
                motion,
                dropout,
                body,
                new MixtureConfig.Scoring(validation.orElseThrow(), protocol)));
  }

  private List<MixtureConfig.Source> sources(Keys map, String key) {
    return map.maps(key).stream().flatMap(one -> source(one).stream()).toList();
  }

  private Optional<MixtureConfig.Source> source(Keys map) {
    String kind = map.requiredOneOf("kind", words.trainings().kinds(), word -> word);
    Path file = map.path("file");
    requireFile(map, "file", file);
    double fps = map.number("fps");
    int stride = map.optionalInteger("stride").orElse(SIDE_BY_SIDE);
    Optional<Boolean> body =
        map.has("body") ? Optional.of(map.truth("body", true)) : Optional.empty();
    map.node("body");
    return map.build(() -> new MixtureConfig.Source(kind, file, fps, stride, body));
  }
}
