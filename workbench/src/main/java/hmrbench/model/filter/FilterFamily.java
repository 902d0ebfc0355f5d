package hmrbench.model.filter;

import hmrbench.model.Filter;
import java.util.List;
import java.util.Optional;

/**
 * Filters that differ only in the parameters in their names. {@link Filters} lists the families:
 * configs, {@code best-FAMILY} and {@code list filters} follow that list.
 */
public interface FilterFamily {

  /** Its name without parameters, as in {@code best-FAMILY}. */
  String key();

  /** How it is written, with its parameters by name. */
  String usage();

  /** A name that {@link #filter} takes. */
  String example();

  /** What it does. */
  String description();

  /** Names that parameters are chosen from on validation data; empty where nothing is chosen. */
  default List<String> candidates() {
    return List.of();
  }

  /**
   * The filter of a name.
   *
   * @return empty where the name is not of this family
   * @throws hmrbench.core.Fault if its parameters make no sense
   */
  Optional<Filter> filter(String name);
}
