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
 * @param whyNoRefinement the same of a filter that looks at 2D joints
 * @param references sets of published numbers; none where they are not to be checked
 * @param trainings what an official training may name
 */
public record Vocabulary(
    List<NetworkKeys> architectures,
    List<DatasetReader> formats,
    List<String> protocols,
    List<String> windowings,
    Function<String, Optional<String>> whyNoFilter,
    Function<String, Optional<String>> whyNoRefinement,
    List<String> references,
    Trainings trainings) {

  /**
   * What an official training may name.
   *
   * @param kinds of its files
   * @param windows rules that lay windows
   */
  public record Trainings(List<String> kinds, List<String> windows) {
    public Trainings {
      kinds = List.copyOf(kinds);
      windows = List.copyOf(windows);
    }
  }

  private static final Trainings NO_TRAININGS = new Trainings(List.of("none"), List.of("none"));

  /** A vocabulary that checks no references and knows no official trainings; all may refine. */
  public Vocabulary(
      List<NetworkKeys> architectures,
      List<DatasetReader> formats,
      List<String> protocols,
      List<String> windowings,
      Function<String, Optional<String>> whyNoFilter) {
    this(
        architectures,
        formats,
        protocols,
        windowings,
        whyNoFilter,
        whyNoFilter,
        List.of(),
        NO_TRAININGS);
  }

  public Vocabulary {
    architectures = List.copyOf(architectures);
    formats = List.copyOf(formats);
    protocols = List.copyOf(protocols);
    windowings = List.copyOf(windowings);
    references = List.copyOf(references);
  }
}
