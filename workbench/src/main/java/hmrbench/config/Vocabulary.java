package hmrbench.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The names that a config may use: what the other rooms of the program offer.
 *
 * @param architectures of networks, in the order in which they are listed
 * @param formats of data sets, in the order in which they are listed
 * @param protocols the names of protocols
 * @param windowings the names of window rules
 * @param whyNoFilter what is wrong with the name of a filter; empty where there is such a filter
 * @param references sets of published numbers; none where they are not to be checked
 */
public record Vocabulary(
    List<NetworkKeys> architectures,
    List<DatasetReader> formats,
    List<String> protocols,
    List<String> windowings,
    Function<String, Optional<String>> whyNoFilter,
    List<String> references) {

  /** A vocabulary that does not check references. */
  public Vocabulary(
      List<NetworkKeys> architectures,
      List<DatasetReader> formats,
      List<String> protocols,
      List<String> windowings,
      Function<String, Optional<String>> whyNoFilter) {
    this(architectures, formats, protocols, windowings, whyNoFilter, List.of());
  }

  public Vocabulary {
    architectures = List.copyOf(architectures);
    formats = List.copyOf(formats);
    protocols = List.copyOf(protocols);
    windowings = List.copyOf(windowings);
    references = List.copyOf(references);
  }
}
