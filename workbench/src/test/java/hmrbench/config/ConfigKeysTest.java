package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.Fault;
import hmrbench.run.ConfigNames;
import hmrbench.run.Extensions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every key of every map of a config: a value that changes what is read, and one that is refused
 * with one whole sentence. A key without a case fails the test, and so does a case without a key.
 */
class ConfigKeysTest {

  private static final Vocabulary WORDS = ConfigNames.vocabulary(Extensions.all());

  /** For a good value that decides which map it is, so that no other one fits. */
  private static final String OF_THE_MAP = "-";

  private static final Pattern KNOWN = Pattern.compile("known are \\[(.*)]");

  /**
   * A key of a map.
   *
   * @param map the map: experiment, report, protocol, model/ARCHITECTURE, dataset/FORMAT, recipe or
   *     recipe/SECTION
   * @param good a value that changes the result; {@value #OF_THE_MAP} where the map itself has it
   * @param bad a value that is refused
   * @param mistake the sentence that refuses it, after the path of the map; {@code [...]} is any
   *     list
   */
  record Case(String map, String key, String good, String bad, String mistake) {
    @Override
    public String toString() {
      return map + " " + key;
    }
  }

  @TempDir private Path project;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String file : List.of("a.safetensors", "b.safetensors", "a.bvh", "b.bvh", "s.pkl")) {
      put("files/" + file);
      put("other/files/" + file);
    }
    for (String folder : List.of("files/body", "other/body")) {
      for (String file :
          List.of(
              "SMPL_NEUTRAL.pkl",
              "J_regressor_h36m.npy",
              "J_regressor_extra.npy",
              "smpl_mean_params.npz")) {
        put(folder + "/" + file);
      }
    }
  }

  private void put(String name) throws IOException {
    Path path = project.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "x");
  }

  // ------------------------------------------------------------------------------------- cases

  private static List<Case> cases() throws IOException {
    try (var in = ConfigKeysTest.class.getResourceAsStream("/config/keys.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .flatMap(ConfigKeysTest::read)
          .toList();
    }
  }

  /** A line of the table; {@code model/*} means every architecture with a network. */
  private static Stream<Case> read(String line) {
    List<String> part = Arrays.stream(line.split(" \\| ", -1)).map(String::strip).toList();
    assertThat(part).as(line).hasSize(5);
    List<String> maps = part.get(0).equals("model/*") ? networks() : List.of(part.get(0));
    return maps.stream()
        .map(map -> new Case(map, part.get(1), part.get(2), part.get(3), part.get(4)));
  }

  private static List<String> networks() {
    return WORDS.architectures().stream().map(it -> "model/" + it.architecture()).toList();
  }

  // ------------------------------------------------------------------------------------- tests

  @Test
  void every_key_has_a_case_and_every_case_a_key() throws IOException {
    Map<String, SortedSet<String>> cased = new TreeMap<>();
    for (Case it : cases()) {
      assertThat(cased.computeIfAbsent(it.map(), map -> new TreeSet<>()).add(it.key()))
          .as("one case of %s", it)
          .isTrue();
    }
    Map<String, SortedSet<String>> keys = new TreeMap<>();
    for (String map : maps()) {
      keys.put(map, known(map));
    }
    assertThat(cased).isEqualTo(keys);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_good_value_changes_what_is_read(Case it) throws IOException {
    Object standard = read(it.map(), Map.of());
    if (!it.good().equals(OF_THE_MAP)) {
      assertThat(read(it.map(), Map.of(it.key(), it.good()))).isNotEqualTo(standard);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_bad_value_is_refused_with_one_sentence(Case it) throws IOException {
    String sentences =
        mistakes(it.map(), Map.of(it.key(), it.bad())).stream()
            .map(line -> line.replaceFirst("^files/experiment.yaml:[0-9]+: ", ""))
            .collect(Collectors.joining(" / "))
            .replace(project.toString(), "PROJECT")
            .replaceAll("\\n *", " / ");
    String prefix =
        it.key().equals("name") ? prefix(it.map()).replace(".it.", ".a/b.") : prefix(it.map());
    assertThat(sentences).startsWith(prefix);
    assertThat(sentences.substring(prefix.length())).matches(pattern(it.mistake()));
  }

  /** The sentence itself, with any list in place of {@code [...]}. */
  private static Pattern pattern(String sentence) {
    return Pattern.compile(
        Arrays.stream(sentence.split(Pattern.quote("[...]"), -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\[[^\\]]*]")));
  }

  // ------------------------------------------------------------------------------------- maps

  private static List<String> maps() {
    return Stream.of(
            Stream.of("experiment", "report", "protocol", "recipe"),
            Stream.of(
                    "data",
                    "sizes",
                    "regressor",
                    "temporal",
                    "optimiser",
                    "until-flat",
                    "plateau",
                    "loss",
                    "discriminator",
                    "supervision")
                .map(section -> "recipe/" + section),
            Stream.of("recipe/validation"),
            networks().stream(),
            Stream.of("model/predictions", "model/torchscript", "model/reference"),
            WORDS.formats().stream().map(format -> "dataset/" + format.key()))
        .flatMap(maps -> maps)
        .toList();
  }

  /** The keys of a map, from the message about a key that it does not have. */
  private SortedSet<String> known(String map) throws IOException {
    List<String> mistakes = mistakes(map, Map.of("no-such-key", "1"));
    Matcher known = KNOWN.matcher(String.join("\n", mistakes));
    assertThat(known.find()).as("%s: %s", map, mistakes).isTrue();
    return new TreeSet<>(List.of(known.group(1).split(", ", -1)));
  }

  private static String prefix(String map) {
    if (map.startsWith("model/")) {
      return "models.it.";
    }
    if (map.startsWith("dataset/")) {
      return "datasets.it.";
    }
    return switch (map) {
      case "experiment", "recipe" -> "";
      case "protocol" -> "protocols.it.";
      case "report" -> "report.";
      default -> map.substring("recipe/".length()) + ".";
    };
  }

  private Object read(String map, Map<String, String> changes) throws IOException {
    Path file = write(map, changes);
    if (map.startsWith("recipe")) {
      return recipes().read(file, List.of());
    }
    ConfigReader.Result result = experiments().check(file, List.of(), true);
    assertThat(result.mistakes()).isEmpty();
    return result.experiment().orElseThrow();
  }

  private List<String> mistakes(String map, Map<String, String> changes) throws IOException {
    Path file = write(map, changes);
    if (!map.startsWith("recipe")) {
      return experiments().check(file, List.of(), true).mistakes();
    }
    try {
      recipes().read(file, List.of());
      return List.of();
    } catch (Fault fault) {
      return fault.getMessage().lines().toList();
    }
  }

  private ConfigReader experiments() {
    return new ConfigReader(project, Optional.empty(), project, WORDS);
  }

  private TrainingReader recipes() {
    return new TrainingReader(project, project, WORDS);
  }

  private Path write(String map, Map<String, String> changes) throws IOException {
    Path file = project.resolve("files/experiment.yaml");
    Files.writeString(file, map.startsWith("recipe") ? recipe(map, changes) : text(map, changes));
    return file;
  }

  private static String text(String map, Map<String, String> changes) {
    String model = map.startsWith("model/") ? map.substring("model/".length()) : "reference";
    String format = map.startsWith("dataset/") ? map.substring("dataset/".length()) : "simulated";
    Map<String, String> whole = new LinkedHashMap<>();
    whole.put("name", "mine");
    whole.put("models", "[%s]".formatted(flow(model(model), model, "model/", map, changes)));
    whole.put(
        "datasets",
        "[%s]"
            .formatted(flow(DATASETS.getOrDefault(format, ""), format, "dataset/", map, changes)));
    if (map.equals("protocol")) {
      whole.put("protocols", "[%s]".formatted(flow("name: it, protocol: tcmr", changes)));
    }
    if (map.equals("report")) {
      whole.put("report", flow("title: mine", changes));
    }
    if (map.equals("experiment")) {
      whole.put(
          "models", "[{name: it, architecture: spin, checkpoint: '${data}/files/a.safetensors'}]");
      whole.put("data", "..");
      whole.putAll(changes);
      if (changes.containsKey("filters-chosen-on")) {
        whole.put("filters", "[none, best-slerp]");
      }
    }
    return lines(whole);
  }

  private static String flow(
      String base, String name, String kind, String map, Map<String, String> changes) {
    return flow(base, map.equals(kind + name) ? changes : Map.of());
  }

  /** A map in braces with some keys changed or added. */
  private static String flow(String base, Map<String, String> changes) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String entry : base.split(", (?=[a-z0-9-]+: )", -1)) {
      int colon = entry.indexOf(": ");
      keys.put(entry.substring(0, colon), entry.substring(colon + 2));
    }
    keys.putAll(changes);
    return keys.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String lines(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String recipe(String map, Map<String, String> changes) {
    Map<String, String> whole = new LinkedHashMap<>(RECIPE);
    if (map.equals("recipe")) {
      if (changes.containsKey("start")) {
        whole.remove("regressor");
      }
      if (changes.containsKey("until-flat") || changes.containsKey("plateau")) {
        whole.put("optimiser", "{longest-gradient: 100}");
      }
      if (changes.containsKey("lengths")) {
        whole.put("temporal", "{batch: 32, rate: 0.0015}");
      }
      whole.putAll(changes);
      return lines(whole);
    }
    String section = map.substring("recipe/".length());
    if (section.equals("until-flat")) {
      whole.put("optimiser", "{longest-gradient: 100}");
      whole.put(section, "{looks: 3, loss: 0.01, pa-mpjpe-mm: 0.1, cuts: 1, cut: 0.1}");
    }
    if (section.equals("plateau")) {
      whole.put("optimiser", "{longest-gradient: 100}");
      whole.put(section, "{patience: 5, factor: 0.1, threshold: 0.0001}");
    }
    if (section.equals("loss")) {
      whole.put(section, "{joints-2d: 300, joints-3d: 300, pose: 60, shape: 0.06}");
    }
    if (section.equals("discriminator")) {
      whole.put(section, "{weight: 1, rate: 0.1, hidden: 8}");
    }
    if (section.equals("supervision")) {
      whole.put(section, "{kind: 2d-fitted}");
    }
    String base = whole.get(section);
    whole.put(section, flow(base.substring(1, base.length() - 1), changes));
    return lines(whole);
  }

  private static String model(String architecture) {
    return switch (architecture) {
      case "predictions" -> "name: it, architecture: predictions, checkpoint: s.pkl";
      case "torchscript" -> "name: it, architecture: torchscript, checkpoint: s.pkl, window: 16";
      case "reference" -> "name: it, architecture: reference, reference: frozen";
      default -> "name: it, architecture: %s, checkpoint: a.safetensors".formatted(architecture);
    };
  }

  private static final Map<String, String> DATASETS =
      Map.of(
          "simulated",
          "name: it, format: simulated, split: test, sequences: 4, seconds: 2",
          "mocap",
          "name: it, format: mocap, files: a.bvh",
          "tcmr-db",
          "name: it, format: tcmr-db, kind: 3dpw, file: s.pkl, fps: 30, body-model: body",
          "3dpw-raw",
          "name: it, format: 3dpw-raw, files: s.pkl, body-model: body",
          "hmmr-records",
          "name: it, format: hmmr-records, files: s.pkl, fps: 30, body-model: body, backbone:"
              + " a.safetensors",
          "rendered",
          "name: it, format: rendered, split: test, sequences: 4, seconds: 2, backbone:"
              + " a.safetensors",
          "emdb",
          "name: it, format: emdb, files: s.pkl, subset: emdb1, body-model: body");

  private static final Map<String, String> RECIPE = new LinkedHashMap<>();

  static {
    RECIPE.put("name", "mine");
    RECIPE.put("models", "[{name: spin, architecture: spin}, {name: warm, architecture: vibe}]");
    RECIPE.put("data", "{clips: 10, seed: 1, fps: 30, features: 128}");
    RECIPE.put("sizes", "{hidden: 128, layers: 1, regressor: 128, attention: 64}");
    RECIPE.put("regressor", "{steps: 1000, batch: 128, rate: 0.002}");
    RECIPE.put("temporal", "{steps: 1500, batch: 32, rate: 0.0015}");
    RECIPE.put("optimiser", "{final-rate: 0.05, longest-gradient: 100}");
    RECIPE.put("validation", "{sequences: 16, seed: 1, every: 500}");
    RECIPE.put("output", "models");
  }
}
