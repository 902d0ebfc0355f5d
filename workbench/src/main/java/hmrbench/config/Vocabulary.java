package hmrbench.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Names that the program's other rooms give a meaning to.
 *
 * @param protocols that it has
 * @param windowings ways to lay windows
 * @param whyNoFilter what is wrong with the name of a filter; empty where there is such a filter
 */
public record Vocabulary(
    List<String> protocols,
    List<String> windowings,
    Function<String, Optional<String>> whyNoFilter) {

  public Vocabulary {
    protocols = List.copyOf(protocols);
    windowings = List.copyOf(windowings);
  }
}
