package hmrbench.config;

import java.util.List;
import java.util.function.Predicate;

/**
 * Names that the program's other rooms give a meaning to.
 *
 * @param protocols that it has
 * @param windowings ways to lay windows
 * @param filters that it has, as examples where they take a number
 * @param isFilter whether a name is one of a filter
 */
public record Vocabulary(
    List<String> protocols,
    List<String> windowings,
    List<String> filters,
    Predicate<String> isFilter) {

  public Vocabulary {
    protocols = List.copyOf(protocols);
    windowings = List.copyOf(windowings);
    filters = List.copyOf(filters);
  }
}
