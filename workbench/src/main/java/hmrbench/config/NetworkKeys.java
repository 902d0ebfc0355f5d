package hmrbench.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The config keys of one network architecture.
 *
 * @param architecture its name
 * @param options its keys, in the order in which a resolved config writes them
 * @param whyNot what is wrong with a combination of options that are each valid; empty if nothing
 */
public record NetworkKeys(
    String architecture,
    List<ModelOption> options,
    Function<ModelOptions, Optional<String>> whyNot) {

  public NetworkKeys {
    options = List.copyOf(options);
  }

  /**
   * A network with these options.
   *
   * @param given values by key; others get their default
   * @throws IllegalArgumentException if there is no such key, or a value makes no sense
   */
  public ModelConfig.Network network(
      String name, List<Path> checkpoint, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ModelOption option : options) {
      Optional<Object> value = Optional.ofNullable(given.get(option.key())).or(option::standard);
      value
          .flatMap(option::whyNot)
          .ifPresent(
              why -> {
                throw BadValue.of(option.key(), why);
              });
      value.ifPresent(it -> values.put(option.key(), it));
    }
    given.keySet().stream()
        .filter(key -> !hasKey(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(
                  "architecture %s has no key %s".formatted(architecture, key));
            });
    ModelOptions whole = new ModelOptions(values);
    whyNot
        .apply(whole)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return new ModelConfig.Network(name, architecture, checkpoint, whole);
  }

  private boolean hasKey(String key) {
    return options.stream().anyMatch(option -> option.key().equals(key));
  }
}
