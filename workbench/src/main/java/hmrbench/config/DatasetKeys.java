package hmrbench.config;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The keys of one data set, for its format. A key that is missing or of the wrong kind is a
 * mistake, and a placeholder is returned; {@link #build} then makes nothing.
 */
public final class DatasetKeys {

  private final Keys keys;
  private final PresentFiles files;
  private final Mistakes mistakes;

  DatasetKeys(Keys keys, PresentFiles files, Mistakes mistakes) {
    this.keys = keys;
    this.files = files;
    this.mistakes = mistakes;
  }

  /** A required whole number. */
  public int integer(String key) {
    return keys.integer(key);
  }

  /** A whole number that may be absent. */
  public Optional<Integer> optionalInteger(String key) {
    return keys.optionalInteger(key);
  }

  /** A whole number, or the default. */
  public long integer(String key, long standard) {
    return keys.optionalLong(key).orElse(standard);
  }

  /** A required number. */
  public double number(String key) {
    return keys.number(key);
  }

  /** An optional number. */
  public Optional<Double> optionalNumber(String key) {
    return keys.optionalNumber(key);
  }

  /** One of a closed list, optional. */
  public <V> Optional<V> oneOf(String key, List<V> values, Function<V, String> word) {
    return keys.oneOf(key, values, word);
  }

  /** One of a closed list, required. */
  public <V> V requiredOneOf(String key, List<V> values, Function<V, String> word) {
    return keys.requiredOneOf(key, values, word);
  }

  /** A map of names to texts, or the path of a YAML file that holds one. */
  public Map<String, String> textMapOrFile(String key) {
    return keys.textMapOrFile(key);
  }

  /** Files and folders, each of which must be there on disk. */
  public List<Path> files(String key) {
    List<Path> paths = keys.paths(key);
    paths.forEach(
        path -> files.requireFileOrFolder(path, keys.place(key), keys.pathOf(key), mistakes));
    return paths;
  }

  /** One file; of several alternatives the first that is there. */
  public Path file(String key) {
    List<Path> named = keys.paths(key);
    if (named.isEmpty()) {
      refuse(key, "is missing; expected a path");
      return Path.of("missing");
    }
    Path file = named.stream().filter(Files::exists).findFirst().orElse(named.get(0));
    files.require(file, keys.place(key), keys.pathOf(key), mistakes);
    return file;
  }

  /** A folder with a body model. */
  public Path bodyModel(String key) {
    Path folder = keys.path(key);
    files.requireBody(folder, keys.place(key), keys.pathOf(key), mistakes);
    return folder;
  }

  /** A name that the format does not know is a mistake. */
  public void refuseName(String key, String what, String name, List<String> known) {
    refuse(key, "has no %s %s%s; known are %s", what, name, Nearest.hint(name, known), known);
  }

  /** What is wrong with the value of a key. */
  @FormatMethod
  public void refuse(String key, @FormatString String format, Object... arguments) {
    mistakes.add(keys.place(key), keys.pathOf(key), format, arguments);
  }

  /**
   * Makes the data set if nothing was wrong; a value that its constructor refuses is a mistake too.
   */
  public <V> Optional<V> build(Supplier<V> dataset) {
    return keys.build(dataset);
  }
}
