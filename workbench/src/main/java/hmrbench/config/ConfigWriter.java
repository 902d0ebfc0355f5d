package hmrbench.config;

import hmrbench.config.ModelConfig.Network;
import hmrbench.config.ModelConfig.Predictions;
import hmrbench.config.ModelConfig.Reference;
import hmrbench.config.ModelConfig.TorchScript;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes an experiment as YAML with every default. Reading it back gives the same experiment, and
 * the same experiment gives the same text wherever the project lies.
 */
public final class ConfigWriter {

  private final StringBuilder text = new StringBuilder();
  private final PathRoots roots;

  private ConfigWriter(PathRoots roots) {
    this.roots = roots;
  }

  /** The text of an experiment. */
  public static String write(ExperimentConfig config, PathRoots roots) {
    ConfigWriter writer = new ConfigWriter(roots);
    writer.experiment(config);
    return writer.text.toString();
  }

  /** A model's keys and values, one per line. */
  public static List<String> describe(ModelConfig model, PathRoots roots) {
    return model.match(new ConfigWriter(roots).new ModelItems()).stream()
        .map(String::strip)
        .toList();
  }

  /** A data set's keys and values, one per line. */
  public static List<String> describe(DatasetConfig dataset, PathRoots roots) {
    return new ConfigWriter(roots).items(dataset).stream().map(String::strip).toList();
  }

  private void experiment(ExperimentConfig config) {
    line("name: " + quoted(config.name()));
    line("models:");
    config.models().forEach(this::model);
    line("datasets:");
    config.datasets().forEach(this::dataset);
    line("protocols:");
    config.protocols().forEach(this::protocol);
    line("frame-rates: " + list(config.frameRates().stream().map(ConfigWriter::rate).toList()));
    line("frame-rate-mode: " + config.rates().mode().name().toLowerCase(Locale.ROOT));
    line("filters: " + list(config.filters().stream().map(ConfigWriter::quoted).toList()));
    config
        .filtersChosenOn()
        .ifPresent(
            dataset -> {
              line("filters-chosen-on:");
              line("    name: " + quoted(dataset.name()));
              items(dataset).forEach(this::line);
            });
    line("seeds: " + config.seeds());
    line("device: " + quoted(config.device()));
    config.baseline().ifPresent(name -> line("baseline: " + quoted(name)));
    if (!config.interventions().isEmpty()) {
      line(
          "interventions: "
              + list(config.interventions().stream().map(Intervention::key).toList()));
    }
    config.limit().ifPresent(count -> line("limit: " + count));
    line("report:");
    line("  title: " + quoted(config.report().title().orElse(config.name())));
    config.report().reference().ifPresent(it -> line("  reference: " + quoted(it)));
  }

  private void model(ModelConfig model) {
    line("  - name: " + quoted(model.name()));
    model.match(new ModelItems()).forEach(this::line);
  }

  private void dataset(DatasetConfig dataset) {
    line("  - name: " + quoted(dataset.name()));
    items(dataset).forEach(this::line);
  }

  private void protocol(ProtocolConfig protocol) {
    line("  - name: " + quoted(protocol.name()));
    line(item("protocol", quoted(protocol.protocol())));
    protocol.windowing().ifPresent(rule -> line(item("windowing", quoted(rule))));
  }

  private final class ModelItems implements ModelConfig.Cases<List<String>> {

    @Override
    public List<String> network(Network network) {
      List<String> items = new ArrayList<>();
      items.add(item("architecture", quoted(network.architecture())));
      if (!network.checkpoint().isEmpty()) {
        items.add(paths("checkpoint", network.checkpoint()));
      }
      network.options().values().forEach((key, value) -> items.add(item(key, value.toString())));
      return items;
    }

    @Override
    public List<String> torchScript(TorchScript program) {
      return List.of(
          item("architecture", "torchscript"),
          paths("checkpoint", program.checkpoint()),
          item("window", Integer.toString(program.window())));
    }

    @Override
    public List<String> predictions(Predictions predictions) {
      List<String> items = new ArrayList<>();
      items.add(item("architecture", "predictions"));
      items.add(paths("checkpoint", predictions.checkpoint()));
      if (!predictions.sequenceOf().isEmpty()) {
        List<String> pairs =
            predictions.sequenceOf().entrySet().stream()
                .map(it -> "%s: %s".formatted(quoted(it.getKey()), quoted(it.getValue())))
                .toList();
        items.add(item("sequence-of", "{%s}".formatted(String.join(", ", pairs))));
      }
      PredictionReading reading = predictions.reading();
      reading.joints().ifPresent(order -> items.add(item("joints", order.name())));
      reading.fps().ifPresent(fps -> items.add(item("fps", number(fps))));
      if (reading.unit() != PredictionReading.Unit.M) {
        items.add(item("unit", reading.unit().key()));
      }
      if (reading.angles() != PredictionReading.Angles.RADIANS) {
        items.add(item("angles", reading.angles().key()));
      }
      if (!reading.fixes().isNone()) {
        items.add(item("fix", quoted(reading.fixes().toString())));
      }
      reading.meshMaps().ifPresent(it -> items.add(item("mesh-maps", quoted(roots.text(it)))));
      return items;
    }

    @Override
    public List<String> reference(Reference reference) {
      List<String> items = new ArrayList<>();
      items.add(item("architecture", "reference"));
      items.add(item("reference", reference.reference().key()));
      reference.flaws().values().forEach((key, value) -> items.add(item(key, number(value))));
      return items;
    }
  }

  private List<String> items(DatasetConfig dataset) {
    List<String> items = new ArrayList<>();
    items.add(item("format", quoted(dataset.format())));
    dataset.values().forEach((key, value) -> items.add(item(key, text(value))));
    return items;
  }

  private String text(Object value) {
    if (value instanceof Path path) {
      return quoted(roots.text(path));
    }
    if (value instanceof List<?> values) {
      return list(values.stream().map(this::text).toList());
    }
    if (value instanceof Map<?, ?> pairs) {
      List<String> written = new ArrayList<>();
      pairs.forEach(
          (key, name) -> written.add("%s: %s".formatted(quoted(key.toString()), text(name))));
      return "{%s}".formatted(String.join(", ", written));
    }
    if (value instanceof Double number) {
      return number(number);
    }
    return value instanceof String word ? quoted(word) : value.toString();
  }

  private String paths(String key, List<Path> paths) {
    return item(key, list(paths.stream().map(path -> quoted(roots.text(path))).toList()));
  }

  private static String rate(FrameRate rate) {
    return rate.hertz().map(ConfigWriter::number).orElse("native");
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String list(List<String> items) {
    return "[" + String.join(", ", items) + "]";
  }

  private static String quoted(String value) {
    return YamlScalar.of(value);
  }

  private static String item(String key, String value) {
    return "    %s: %s".formatted(key, value);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
