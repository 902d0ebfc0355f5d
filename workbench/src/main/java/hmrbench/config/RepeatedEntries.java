package hmrbench.config;

import hmrbench.config.ModelConfig.Network;
import hmrbench.config.ModelConfig.Predictions;
import hmrbench.config.ModelConfig.Reference;
import hmrbench.config.ModelConfig.TorchScript;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Models and data sets that are the same in all but their name. Their rows would be the same
 * numbers twice, which look like two results that agree.
 */
final class RepeatedEntries {

  private RepeatedEntries() {}

  /** Refuses a model that is an earlier one under another name. */
  static void refuseModels(List<ModelConfig> models) {
    refuse(
        "models",
        models,
        ModelConfig::name,
        RepeatedEntries::same,
        "%s is %s under another name, with the same files and options; leave one out");
  }

  /** Refuses a data set that is an earlier one under another name. */
  static void refuseDatasets(List<DatasetConfig> datasets) {
    refuse(
        "datasets",
        datasets,
        DatasetConfig::name,
        RepeatedEntries::same,
        "%s is %s under another name, with the same keys; leave one out");
  }

  private static <T> void refuse(
      String key, List<T> items, Function<T, String> name, BiPredicate<T, T> same, String why) {
    for (int i = 0; i < items.size(); i++) {
      for (int k = 0; k < i; k++) {
        if (same.test(items.get(i), items.get(k))) {
          String problem = why.formatted(name.apply(items.get(i)), name.apply(items.get(k)));
          throw BadValue.ofItem(key, i, problem);
        }
      }
    }
  }

  /** Whether two data sets are the same but for their name. */
  static boolean same(DatasetConfig one, DatasetConfig other) {
    return one.format().equals(other.format()) && found(one.values()).equals(found(other.values()));
  }

  private static boolean same(ModelConfig one, ModelConfig other) {
    return one.match(new Content()).equals(other.match(new Content()));
  }

  private static Map<String, Object> found(Map<String, Object> values) {
    Map<String, Object> found = new LinkedHashMap<>();
    values.forEach((key, value) -> found.put(key, found(value)));
    return found;
  }

  /** Paths as where they lead to. */
  private static Object found(Object value) {
    if (value instanceof Path path) {
      return BadValue.real(path);
    }
    return value instanceof List<?> list
        ? list.stream().map(RepeatedEntries::found).toList()
        : value;
  }

  /** All of a model but its name. */
  private static final class Content implements ModelConfig.Cases<List<Object>> {

    @Override
    public List<Object> network(Network network) {
      // Without weights it has yet to be trained: its name is part of what it will be.
      return network.checkpoint().isEmpty()
          ? List.of(network)
          : List.of(
              network.architecture(), found(network.checkpoint()), network.options().values());
    }

    @Override
    public List<Object> torchScript(TorchScript program) {
      return List.of(TorchScript.class, found(program.checkpoint()), program.window());
    }

    @Override
    public List<Object> predictions(Predictions predictions) {
      return List.of(
          Predictions.class,
          found(predictions.checkpoint()),
          predictions.sequenceOf(),
          predictions.reading());
    }

    @Override
    public List<Object> reference(Reference reference) {
      return List.of(Reference.class, reference.reference(), reference.flaws());
    }
  }
}
