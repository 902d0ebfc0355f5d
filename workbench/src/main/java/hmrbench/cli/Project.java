package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.PathRoots;
import hmrbench.config.TrainingReader;
import hmrbench.core.EnvironmentVariables;
import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.io.Inspector;
import hmrbench.record.ManifestFile;
import hmrbench.run.ConfigNames;
import hmrbench.run.Extensions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The project that a command works on, and the folder where it was typed.
 *
 * @param root the folder that holds {@code configs}, {@code experiments} and {@code reports}
 * @param workingFolder what paths on the command line are relative to
 * @param dataFolder where licensed files lie, as HMRBENCH_DATA names it
 */
record Project(Path root, Path workingFolder, Optional<Path> dataFolder) {

  /** The project of the launcher, or the one around the working folder. */
  static Project here() {
    Path working = Path.of("").toAbsolutePath();
    Optional<Path> data =
        Optional.ofNullable(System.getenv(EnvironmentVariables.DATA))
            .filter(text -> !text.isBlank())
            .map(text -> working.resolve(text).normalize());
    String home = System.getProperty("hmrbench.home");
    return new Project(home == null ? around(working) : Path.of(home), working, data);
  }

  private static Path around(Path working) {
    for (Path folder = working; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("configs/models"))) {
        return folder;
      }
    }
    throw Fault.asked(
        "%s: neither this folder nor one above it holds configs/models; start ./hmrbench of a"
            + " checkout",
        working);
  }

  /** The folders that paths of a config may start from. */
  PathRoots roots() {
    return PathRoots.of(root, dataFolder);
  }

  /** A reader of this project's experiments. */
  ConfigReader configs() {
    return new ConfigReader(
        root,
        dataFolder,
        workingFolder,
        ConfigNames.vocabulary(Extensions.all()),
        Inspector::wrong);
  }

  /** An experiment as it was typed: a path, or the name of one of the project's. */
  Path experiment(String typed) {
    Path path = workingFolder.resolve(typed);
    if (Files.exists(path)) {
      return path;
    }
    return Optional.ofNullable(configs().experiments().get(typed)).orElse(path);
  }

  /**
   * A recipe as it was typed: as an experiment, or a name in {@code configs/training}. A name that
   * is also that of an experiment without a recipe means the one in {@code configs/training}.
   */
  Path recipe(String typed) {
    Path path = experiment(typed);
    boolean other = recipes().isNamed(typed) && !recipes().isRecipe(path);
    return Files.exists(path) && !other ? path : Path.of(typed);
  }

  /** Where a command writes: the typed folder, or a default one below reports. */
  Path output(Optional<String> typed, String name) {
    return typed.map(workingFolder::resolve).orElse(root.resolve("reports").resolve(name));
  }

  /** The folder of a run: typed as such, or as the name or path of an experiment that was run. */
  Optional<Path> run(String typed) {
    Path path = workingFolder.resolve(typed).normalize();
    Path name = path.getFileName();
    return Stream.of(path, root.resolve("reports").resolve(name == null ? path : name))
        .filter(folder -> Files.isRegularFile(folder.resolve(ManifestFile.NAME)))
        .findFirst();
  }

  /**
   * The folder of what was submitted to an executor: typed as such, or as an experiment or recipe.
   */
  Path submitted(String typed) {
    Path path = workingFolder.resolve(typed).normalize();
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.ya?ml$", "");
    return Stream.of(path, root.resolve("reports").resolve(name))
        .filter(folder -> Files.isDirectory(folder.resolve(FolderLock.JOBS)))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: nothing of it was submitted to an executor; `run %s --executor local` or"
                        + " slurm does that, or `train` for a recipe",
                    typed, typed));
  }

  /** A reader of training recipes. */
  TrainingReader recipes() {
    return recipesIn(workingFolder);
  }

  /** The same where paths of overrides are relative to another folder. */
  TrainingReader recipesIn(Path folder) {
    return new TrainingReader(roots(), folder, ConfigNames.vocabulary(Extensions.all()));
  }

  /** The project's experiments that compare models, by name; training recipes are none. */
  Map<String, Path> comparisons() {
    Map<String, Path> comparisons = new TreeMap<>(configs().experiments());
    comparisons.values().removeIf(recipes()::isRecipe);
    return comparisons;
  }
}
