package hmrbench.config;

import hmrbench.config.DatasetConfig.Mocap;
import hmrbench.config.DatasetConfig.RawThreeDpw;
import hmrbench.config.DatasetConfig.Simulated;
import hmrbench.config.DatasetConfig.Split;
import hmrbench.config.DatasetConfig.TcmrDb;
import hmrbench.config.MocapReading.Sides;
import hmrbench.config.MocapReading.Unit;
import hmrbench.config.MocapReading.Up;
import hmrbench.config.ModelConfig.Network;
import hmrbench.config.ModelConfig.Predictions;
import hmrbench.config.ModelConfig.Reference;
import hmrbench.config.ModelConfig.TorchScript;
import hmrbench.core.Joint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    if (tellWhereThereIsNoNetwork(keys)) {
      return Optional.empty();
    }
    List<String> architectures =
        new ArrayList<>(
            words.architectures().stream()
                .filter(it -> it.instead().isEmpty())
                .map(NetworkKeys::architecture)
                .toList());
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

  /** Names an architecture that is known and has no network here, with what to do instead. */
  private boolean tellWhereThereIsNoNetwork(Keys keys) {
    Optional<String> instead =
        keys.node("architecture")
            .filter(Node.Scalar.class::isInstance)
            .map(node -> ((Node.Scalar) node).text())
            .flatMap(this::named)
            .flatMap(NetworkKeys::instead);
    instead.ifPresent(
        what -> mistakes.add(keys.place("architecture"), keys.pathOf("architecture"), "%s", what));
    return instead.isPresent();
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
    return keys.build(() -> new Reference(name, kind));
  }

  private Optional<ModelConfig> predictions(String name, Keys keys) {
    List<Path> checkpoint = checkpoint(keys);
    Map<String, String> sequenceOf = keys.textMap("sequence-of");
    return keys.build(() -> new Predictions(name, checkpoint, sequenceOf));
  }

  private Optional<ModelConfig> torchScript(String name, Keys keys) {
    List<Path> checkpoint = checkpoint(keys);
    int window = keys.integer("window");
    return keys.build(() -> new TorchScript(name, checkpoint, window));
  }

  private List<Path> checkpoint(Keys keys) {
    List<Path> checkpoint = keys.paths("checkpoint");
    for (Path path : checkpoint) {
      files.require(path, keys.place("checkpoint"), keys.pathOf("checkpoint"), mistakes);
    }
    return checkpoint;
  }

  private Optional<ModelConfig> network(String name, NetworkKeys architecture, Keys keys) {
    List<Path> checkpoint = checkpoint(keys);
    Map<String, Object> given = new LinkedHashMap<>();
    for (ModelOption option : architecture.options()) {
      value(option, keys).ifPresent(value -> given.put(option.key(), value));
    }
    return keys.build(() -> architecture.network(name, checkpoint, given));
  }

  /** What a config says for an option; empty where it says nothing, or something wrong. */
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
    List<String> formats = List.of("simulated", "mocap", "tcmr-db", "3dpw-raw");
    String name = keys.text("name");
    Optional<String> format = keys.oneOf("format", formats, word -> word);
    if (format.isEmpty()) {
      if (!keys.has("format")) {
        mistakes.add(
            keys.place("format"), keys.pathOf("format"), "is missing; expected one of %s", formats);
      }
      return Optional.empty();
    }
    return switch (format.get()) {
      case "simulated" -> simulated(name, keys);
      case "mocap" -> mocap(name, keys);
      case "3dpw-raw" -> rawThreeDpw(name, keys);
      default -> tcmrDb(name, keys);
    };
  }

  private Optional<DatasetConfig> simulated(String name, Keys keys) {
    Split split = keys.requiredOneOf("split", Arrays.asList(Split.values()), Split::key);
    int sequences = keys.integer("sequences");
    long seed = keys.optionalLong("seed").orElse(1L);
    double seconds = keys.number("seconds");
    double fps = keys.optionalNumber("fps").orElse(30.0);
    return keys.build(() -> new Simulated(name, split, sequences, seed, seconds, fps));
  }

  private Optional<DatasetConfig> mocap(String name, Keys keys) {
    List<Path> paths = keys.paths("files");
    paths.forEach(path -> files.require(path, keys.place("files"), keys.pathOf("files"), mistakes));
    Optional<Double> fps = keys.optionalNumber("fps");
    long seed = keys.optionalLong("seed").orElse(1L);
    Optional<Double> maxSeconds = keys.optionalNumber("max-seconds");
    Optional<Double> recordedFps = keys.optionalNumber("recorded-fps");
    Optional<Up> up = keys.oneOf("up", Arrays.asList(Up.values()), Up::key);
    Optional<Sides> sides = keys.oneOf("sides", Arrays.asList(Sides.values()), Sides::key);
    Optional<Unit> unit = keys.oneOf("unit", Arrays.asList(Unit.values()), Unit::key);
    Map<Joint, String> joints = joints(keys);
    return keys.build(
        () ->
            new Mocap(
                name,
                paths,
                fps,
                seed,
                maxSeconds,
                new MocapReading(recordedFps, up, sides, unit, joints)));
  }

  /** What the files call our joints: a map, or the path of a YAML file that holds one. */
  private Map<Joint, String> joints(Keys keys) {
    Map<Joint, String> joints = new EnumMap<>(Joint.class);
    List<String> known =
        Stream.concat(MocapReading.NEEDED.stream(), MocapReading.OPTIONAL.stream())
            .map(MocapReading::key)
            .toList();
    keys.textMapOrFile("joints")
        .forEach(
            (key, name) ->
                MocapReading.joint(key)
                    .ifPresentOrElse(
                        joint -> joints.put(joint, name),
                        () ->
                            mistakes.add(
                                keys.place("joints"),
                                keys.pathOf("joints"),
                                "has no joint %s%s; known are %s",
                                key,
                                Nearest.hint(key, known),
                                known)));
    return joints;
  }

  private Optional<DatasetConfig> tcmrDb(String name, Keys keys) {
    TcmrDb.Kind kind =
        keys.requiredOneOf("kind", Arrays.asList(TcmrDb.Kind.values()), TcmrDb.Kind::key);
    List<Path> alternatives = keys.paths("file");
    if (alternatives.isEmpty()) {
      mistakes.add(keys.place("file"), keys.pathOf("file"), "is missing; expected a path");
      alternatives = List.of(Path.of("missing"));
    }
    List<Path> named = alternatives;
    Path file = named.stream().filter(Files::exists).findFirst().orElse(named.get(0));
    files.require(file, keys.place("file"), keys.pathOf("file"), mistakes);
    double fps = keys.number("fps");
    Path bodyModel = keys.path("body-model");
    files.requireBody(bodyModel, keys.place("body-model"), keys.pathOf("body-model"), mistakes);
    return keys.build(() -> new TcmrDb(name, kind, file, fps, bodyModel));
  }

  private Optional<DatasetConfig> rawThreeDpw(String name, Keys keys) {
    List<Path> paths = keys.paths("files");
    paths.forEach(path -> files.require(path, keys.place("files"), keys.pathOf("files"), mistakes));
    double fps = keys.optionalNumber("fps").orElse(30.0);
    Path bodyModel = keys.path("body-model");
    files.requireBody(bodyModel, keys.place("body-model"), keys.pathOf("body-model"), mistakes);
    return keys.build(() -> new RawThreeDpw(name, paths, fps, bodyModel));
  }

  Optional<ProtocolConfig> protocol(Keys keys) {
    String name = keys.text("name");
    String protocol = keys.requiredOneOf("protocol", words.protocols(), word -> word);
    Optional<String> windowing = keys.oneOf("windowing", words.windowings(), word -> word);
    return keys.build(() -> new ProtocolConfig(name, protocol, windowing));
  }
}
