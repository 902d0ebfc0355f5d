package hmrbench.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The roots of paths in a config: {@code ${project}}, where the program lies, and {@code ${data}},
 * where the user keeps licensed files.
 */
public record PathRoots(Path project, Path data) {

  private static final String PROJECT = "${project}";
  private static final String DATA = "${data}";

  /** The roots where an experiment does not say. */
  public static PathRoots of(Path project, Optional<Path> dataFolder) {
    return new PathRoots(project, dataFolder.orElse(project.resolve("data")));
  }

  public PathRoots {
    project = project.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
  }

  /** The path that a config writes as {@code text} at a place. */
  Optional<Path> resolve(String text, Place place, String key, Mistakes mistakes) {
    try {
      if (text.startsWith(PROJECT)) {
        return Optional.of(below(project, text.substring(PROJECT.length())));
      }
      if (text.startsWith(DATA)) {
        return Optional.of(below(data, text.substring(DATA.length())));
      }
      return Optional.of(place.folder().resolve(text).normalize());
    } catch (java.nio.file.InvalidPathException e) {
      mistakes.add(place, key, "expected a path, got \"%s\": %s", text, e.getReason());
      return Optional.empty();
    }
  }

  private static Path below(Path root, String rest) {
    return root.resolve(rest.replaceFirst("^[/\\\\]+", "")).normalize();
  }

  /** How a config writes a path, so that it reads the same wherever the project lies. */
  public String text(Path path) {
    if (path.startsWith(data)) {
      return written(DATA, data, path);
    }
    if (path.startsWith(project)) {
      return written(PROJECT, project, path);
    }
    return path.toString().replace('\\', '/');
  }

  /** How a message names a file: relative to the project where it lies there. */
  String shown(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(project)
        ? project.relativize(absolute).toString()
        : absolute.toString();
  }

  private static String written(String name, Path root, Path path) {
    String rest = root.relativize(path).toString().replace('\\', '/');
    return rest.isEmpty() ? name : "%s/%s".formatted(name, rest);
  }
}
