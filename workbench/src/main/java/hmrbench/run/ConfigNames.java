package hmrbench.run;

import hmrbench.config.Vocabulary;
import hmrbench.core.Fault;
import hmrbench.core.WindowRule;
import hmrbench.data.official.TrainingKind;
import hmrbench.data.official.TrainingKinds;
import hmrbench.data.official.TrainingWindows;
import hmrbench.metric.Protocol;
import hmrbench.model.KeypointFilter;
import hmrbench.model.filter.Filters;
import hmrbench.record.ledger.PublishedResults;
import java.util.Arrays;
import java.util.Optional;

/** The names that a config may use, from the rooms that give them a meaning. */
public final class ConfigNames {

  private ConfigNames() {}

  /** Those of all that there is, and of published numbers. */
  public static Vocabulary vocabulary(Extensions extensions) {
    return new Vocabulary(
        extensions.models().keys(),
        extensions.formats().readers(),
        extensions.protocols().stream().map(Protocol::name).toList(),
        Arrays.stream(WindowRule.values()).map(WindowRule::key).toList(),
        name -> whyNoFilter(extensions.filters(), name),
        name -> whyNoRefinement(extensions.filters(), name),
        PublishedResults.references(),
        new Vocabulary.Trainings(
            TrainingKinds.all().stream().map(TrainingKind::name).toList(),
            Arrays.stream(TrainingWindows.values()).map(TrainingWindows::key).toList()));
  }

  private static Optional<String> whyNoFilter(Filters filters, String name) {
    if (filters.candidates(name).isPresent()) {
      return Optional.empty();
    }
    try {
      filters.parse(name);
      return Optional.empty();
    } catch (Fault e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static Optional<String> whyNoRefinement(Filters filters, String name) {
    Optional<String> why = whyNoFilter(filters, name);
    if (why.isPresent()) {
      return why;
    }
    boolean refines =
        filters.candidates(name).isEmpty() && filters.parse(name) instanceof KeypointFilter;
    return refines
        ? Optional.empty()
        : Optional.of(
            "%s smooths over time and refines nothing; expected fitting, or fitting-3px for another"
                    .formatted(name)
                + " error of the 2D joints; name smoothing under filters");
  }
}
