package hmrbench.config;

import hmrbench.config.ModelConfig.Predictions;
import hmrbench.config.ModelConfig.Reference;
import hmrbench.config.ModelConfig.TorchScript;
import hmrbench.core.Fixes;
import hmrbench.core.JointOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the maps of models, data sets and protocols. */
final class BlockReader {

  private static final String PREDICTIONS = "predictions";
  private static final String TORCHSCRIPT = "torchscript";
  private static final String REFERENCE = "reference";

  private final Vocabulary words;
  private final PresentFiles files;
  private final Mistakes mistakes;

  BlockReader(Vocabulary words, PresentFiles files, Mistakes mistakes) {
    this.words = words;
    this.files = files;
    this.mistakes = mistakes;
  }

  Optional<ModelConfig> model(Keys keys) {
    String name = keys.text("name");
    List<String> architectures =
        new ArrayList<>(words.architectures().stream().map(NetworkKeys::architecture).toList());
    architectures.addAll(List.of(PREDICTIONS, TORCHSCRIPT, REFERENCE));
    Optional<String> architecture = keys.oneOf("architecture", architectures, word -> word);
    if (architecture.isEmpty()) {
      if (!keys.has("architecture")) {
        mistakes.add(
            keys.place("architecture"),
            keys.pathOf("architecture"),
            "is missing; expected one of %s",
            architectures);
      }
      return Optional.empty();
    }
    return switch (architecture.get()) {
      case REFERENCE -> reference(name, keys);
      case PREDICTIONS -> predictions(name, keys);
      case TORCHSCRIPT -> torchScript(name, keys);
      default -> network(name, named(architecture.get()).orElseThrow(), keys);
    };
  }

  private Optional<NetworkKeys> named(String architecture) {
    return words.architectures().stream()
        .filter(it -> it.architecture().equals(architecture))
        .findFirst();
  }

  private Optional<ModelConfig> reference(String name, Keys keys) {
    Reference.Kind kind =
        keys.requiredOneOf(
            "reference", Arrays.asList(Reference.Kind.values()), Reference.Kind::key);
    if (kind != Reference.Kind.WORLD) {
      return keys.build(() -> new Reference(name, kind));
    }
    WorldFlaws none = WorldFlaws.NONE;
    double scale = keys.optionalNumber("scale").orElse(none.scale());
    double drift = keys.optionalNumber("drift").orElse(none.drift());
    double slide = keys.optionalNumber("slide").orElse(none.slide());
    double turn = keys.optionalNumber("turn").orElse(none.turn());
    return keys.build(() -> new Reference(name, kind, new WorldFlaws(scale, drift, slide, turn)));
  }

  private Optional<ModelConfig> predictions(String name, Keys keys) {
    List<Path> checkpoint = checkpoint(keys, files::requireFileOrFolder);
    Map<String, String> sequenceOf = keys.textMap("sequence-of");
    Optional<JointOrder> joints = keys.oneOf("joints", JointOrder.ALL, JointOrder::name);
    Optional<Double> fps = keys.optionalNumber("fps");
    PredictionReading.Unit unit =
        keys.oneOf(
                "unit", Arrays.asList(PredictionReading.Unit.values()), PredictionReading.Unit::key)
            .orElse(PredictionReading.Unit.M);
    PredictionReading.Angles angles =
        keys.oneOf(
                "angles",
                Arrays.asList(PredictionReading.Angles.values()),
                PredictionReading.Angles::key)
            .orElse(PredictionReading.Angles.RADIANS);
    Fixes fixes = fixes(keys);
    Optional<Path> meshMaps = keys.optionalPath("mesh-maps");
    meshMaps.ifPresent(
        path ->
            files.requireFileOrFolder(
                path, keys.place("mesh-maps"), keys.pathOf("mesh-maps"), mistakes));
    return keys.build(
        () ->
            new Predictions(
                name,
                checkpoint,
                sequenceOf,
                new PredictionReading(joints, fps, unit, angles, fixes, meshMaps)));
  }

  private Fixes fixes(Keys keys) {
    Optional<String> text = keys.optionalText("fix");
    try {
      return text.map(Fixes::of).orElse(Fixes.NONE);
    } catch (IllegalArgumentException e) {
      mistakes.add(keys.place("fix"), keys.pathOf("fix"), "%s", String.valueOf(e.getMessage()));
      return Fixes.NONE;
    }
  }

  private Optional<ModelConfig> torchScript(String name, Keys keys) {
    List<Path> checkpoint = checkpoint(keys, files::require);
    int window = keys.integer("window");
    return keys.build(() -> new TorchScript(name, checkpoint, window));
  }

  /** How a path is asked for. */
  @FunctionalInterface
  private interface Requiring {
    void require(Path path, Place place, String key, Mistakes mistakes);
  }

  private List<Path> checkpoint(Keys keys, Requiring requiring) {
    List<Path> checkpoint = keys.paths("checkpoint");
    Set<Path> seen = new HashSet<>();
    for (Path path : checkpoint) {
      if (!seen.add(BadValue.real(path))) {
        mistakes.add(
            keys.place("checkpoint"),
            keys.pathOf("checkpoint"),
            "names %s twice: two seeds of one file are one; name each file once",
            path);
        break;
      }
      requiring.require(path, keys.place("checkpoint"), keys.pathOf("checkpoint"), mistakes);
    }
    return checkpoint;
  }

  private Optional<ModelConfig> network(String name, NetworkKeys architecture, Keys keys) {
    List<Path> checkpoint = checkpoint(keys, files::require);
    Map<String, Object> given = new LinkedHashMap<>();
    for (ModelOption option : architecture.options()) {
      value(option, keys).ifPresent(value -> given.put(option.key(), value));
    }
    return keys.build(() -> architecture.network(name, checkpoint, given));
  }

  /** The config's value for an option; empty where it is absent or wrong. */
  private Optional<Object> value(ModelOption option, Keys keys) {
    Optional<Object> value =
        option instanceof ModelOption.Switch it
            ? Optional.of(keys.truth(it.key(), it.isOnByDefault()))
            : keys.optionalInteger(option.key()).map(size -> size);
    Optional<String> why = value.flatMap(option::whyNot);
    why.ifPresent(
        it -> mistakes.add(keys.place(option.key()), keys.pathOf(option.key()), "%s", it));
    return why.isPresent() ? Optional.empty() : value;
  }

  Optional<DatasetConfig> dataset(Keys keys) {
    String name = keys.text("name");
    Optional<DatasetReader> format = keys.oneOf("format", words.formats(), DatasetReader::key);
    if (format.isEmpty()) {
      if (!keys.has("format")) {
        mistakes.add(
            keys.place("format"),
            keys.pathOf("format"),
            "is missing; expected one of %s",
            words.formats().stream().map(DatasetReader::key).toList());
      }
      return Optional.empty();
    }
    return format
        .get()
        .read(name, new DatasetKeys(keys, files, mistakes))
        .map(dataset -> (DatasetConfig) dataset);
  }

  Optional<ProtocolConfig> protocol(Keys keys) {
    String name = keys.text("name");
    String protocol = keys.requiredOneOf("protocol", words.protocols(), word -> word);
    Optional<String> windowing = keys.oneOf("windowing", words.windowings(), word -> word);
    return keys.build(() -> new ProtocolConfig(name, protocol, windowing));
  }
}
