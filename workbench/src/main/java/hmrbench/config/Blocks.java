package hmrbench.config;

import hmrbench.config.Node.Mapping;
import hmrbench.config.Node.Scalar;
import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The named pieces of configs: {@code configs/models/tcmr.yaml} is the model tcmr. */
public final class Blocks {

  private static final String SUFFIX = ".yaml";

  private final PathRoots roots;
  private final Map<Path, Optional<Mapping>> found = new HashMap<>();
  private final Map<String, List<String>> listed = new HashMap<>();

  public Blocks(PathRoots roots) {
    this.roots = roots;
  }

  /**
   * The names of a kind, sorted.
   *
   * @param kind models, datasets, protocols or training
   */
  public List<String> names(String kind) {
    Path folder = folder(kind);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be listed", e);
    }
  }

  /** The file of a name. */
  public Path file(String kind, String name) {
    return folder(kind).resolve(name + SUFFIX);
  }

  private Path folder(String kind) {
    return roots.project().resolve("configs").resolve(kind);
  }

  /**
   * The map of a name, with its name filled in; if there is none, empty with a mistake reported.
   */
  Optional<Mapping> find(String kind, Scalar name, String key, Mistakes mistakes) {
    List<String> known = listed.computeIfAbsent(kind, this::names);
    if (!known.contains(name.text())) {
      mistakes.add(
          name.place(),
          key,
          "expected a name in configs/%s or a map, got \"%s\"%s; known are %s",
          kind,
          name.text(),
          Nearest.hint(name.text(), known),
          known);
      return Optional.empty();
    }
    return found
        .computeIfAbsent(file(kind, name.text()), file -> read(file, mistakes))
        .map(
            map ->
                map.entries().containsKey("name")
                    ? map
                    : map.with("name", new Scalar(map.place(), Scalar.Type.TEXT, name.text())));
  }

  /** The map that a file holds; if it holds something else, empty with a mistake reported. */
  Optional<Mapping> read(Path file, Mistakes mistakes) {
    String source = roots.shown(file);
    Optional<Node> node =
        ConfigFile.read(file, source, mistakes)
            .flatMap(text -> YamlText.ofFile(text, file, source, mistakes));
    if (node.isPresent() && !(node.get() instanceof Mapping)) {
      mistakes.add(node.get().place(), "document", "expected a map, got %s", node.get().kind());
    }
    return node.filter(Mapping.class::isInstance).map(Mapping.class::cast);
  }
}
