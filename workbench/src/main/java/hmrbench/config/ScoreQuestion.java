package hmrbench.config;

import hmrbench.config.Node.Listing;
import hmrbench.config.Node.Mapping;
import hmrbench.config.Node.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request of the command line to score predictions of another program.
 *
 * @param name their name in records
 * @param predictions a file or a folder of files
 * @param dataset a name in configs/datasets, or a YAML file with the keys of a data set
 * @param protocols names in configs/protocols
 * @param sequenceOf each {@code PERSON=SEQUENCE}, for persons not named after a sequence
 * @param reading keys of a predictions model that state what the file does not, such as {@code
 *     joints}
 */
public record ScoreQuestion(
    String name,
    String predictions,
    String dataset,
    List<String> protocols,
    List<String> sequenceOf,
    Map<String, String> reading) {

  private static final String SUFFIX = ".yaml";
  private static final String FPS = "fps";
  private static final String FIX = "fix";
  private static final String FIXED = "-fixed";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+([.][0-9]+)?");

  public ScoreQuestion {
    // A row of a file that was changed must not pass for one of the file.
    name = reading.containsKey(FIX) && !name.endsWith(FIXED) ? name + FIXED : name;
    protocols = List.copyOf(protocols);
    sequenceOf = List.copyOf(sequenceOf);
    reading = Collections.unmodifiableMap(new LinkedHashMap<>(reading));
  }

  /** The experiment that answers it. */
  Mapping experiment(Blocks blocks, Path folder, Mistakes mistakes) {
    Place place = new Place("score", 0, folder);
    Map<String, Node> keys = new LinkedHashMap<>();
    keys.put("name", text(place, "score-" + name));
    keys.put("models", list(place, List.of(model(folder, mistakes))));
    keys.put("datasets", list(place, List.of(data(blocks, folder, mistakes))));
    keys.put(
        "protocols", list(place, protocols.stream().map(it -> (Node) text(place, it)).toList()));
    if (reading.containsKey(FPS)) {
      // Predictions at a rate are scored against the truth at that rate.
      keys.put("frame-rates", list(place, List.of(value(FPS, folder))));
    }
    keys.put(
        "report",
        new Mapping(place, Map.of("title", text(place, "Predictions %s, scored".formatted(name)))));
    return new Mapping(place, keys);
  }

  private Mapping model(Path folder, Mistakes mistakes) {
    Place place = new Place("PREDICTIONS", 0, folder);
    Map<String, Node> keys = new LinkedHashMap<>();
    keys.put("name", text(place, name));
    keys.put("architecture", text(place, "predictions"));
    keys.put("checkpoint", text(place, predictions));
    Map<String, Node> pairs = new LinkedHashMap<>();
    Place option = new Place("--as", 0, folder);
    for (String pair : sequenceOf) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        mistakes.add(option, "option", "expected PERSON=SEQUENCE, got \"%s\"", pair);
      } else {
        pairs.put(pair.substring(0, equals), text(option, pair.substring(equals + 1)));
      }
    }
    if (!pairs.isEmpty()) {
      keys.put("sequence-of", new Mapping(option, pairs));
    }
    reading.keySet().forEach(key -> keys.put(key, value(key, folder)));
    return new Mapping(place, keys);
  }

  /** The value of an option, typed as YAML would. */
  private Scalar value(String key, Path folder) {
    String text = Objects.requireNonNull(reading.get(key));
    boolean number = !key.equals(FIX) && NUMBER.matcher(text).matches();
    return new Scalar(
        new Place("--" + key, 0, folder), number ? Scalar.Type.DECIMAL : Scalar.Type.TEXT, text);
  }

  private Node data(Blocks blocks, Path folder, Mistakes mistakes) {
    Path file = folder.resolve(dataset);
    Scalar named = text(new Place("--dataset", 0, folder), dataset);
    boolean known = blocks.names("datasets").contains(dataset);
    if (!Files.exists(file) || (known && !Files.isRegularFile(file))) {
      return named;
    }
    Path last = file.getFileName();
    String stem = without(last == null ? dataset : last.toString());
    Optional<Mapping> read = blocks.read(file.toAbsolutePath().normalize(), mistakes);
    return read.map(
            map ->
                (Node)
                    (map.entries().containsKey("name")
                        ? map
                        : map.with("name", text(map.place(), stem))))
        .orElse(named);
  }

  private static String without(String file) {
    return file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
  }

  private static Scalar text(Place place, String text) {
    return new Scalar(place, Scalar.Type.TEXT, text);
  }

  private static Listing list(Place place, List<Node> items) {
    return new Listing(place, items);
  }
}
