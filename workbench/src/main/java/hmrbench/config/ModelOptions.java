package hmrbench.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of a network in the order of its keys: the config's value, or else the default. A
 * size that the checkpoint decides is absent.
 *
 * @param values by key, each a {@link Boolean} or an {@link Integer}
 */
public record ModelOptions(Map<String, Object> values) {

  public ModelOptions {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * A switch.
   *
   * @throws IllegalArgumentException if the architecture has none of this name
   */
  public boolean isOn(String key) {
    if (values.get(key) instanceof Boolean on) {
      return on;
    }
    throw new IllegalArgumentException("no switch %s among %s".formatted(key, values.keySet()));
  }

  /** A size, where the config sets it. */
  public OptionalInt size(String key) {
    return values.get(key) instanceof Integer size ? OptionalInt.of(size) : OptionalInt.empty();
  }

  /** A value as a config writes it, where the architecture has such a key and it is set. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(Object::toString);
  }
}
