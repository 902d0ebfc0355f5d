package hmrbench.run;

import hmrbench.config.Vocabulary;
import hmrbench.core.Fault;
import hmrbench.core.WindowRule;
import hmrbench.data.DataFormats;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.model.Models;
import hmrbench.model.filter.Filters;
import hmrbench.record.ledger.PublishedResults;
import java.util.Arrays;
import java.util.Optional;

/** The names that a config may use, from the rooms that give them a meaning. */
public final class Words {

  private Words() {}

  /**
   * All of them.
   *
   * @param models the architectures that there are
   */
  public static Vocabulary vocabulary(Models models) {
    return vocabulary(models, DataFormats.all());
  }

  /**
   * All of them.
   *
   * @param models the architectures that there are
   * @param formats of data sets that there are
   */
  public static Vocabulary vocabulary(Models models, DataFormats formats) {
    return new Vocabulary(
        models.keys(),
        formats.readers(),
        Protocols.all().stream().map(Protocol::name).toList(),
        Arrays.stream(WindowRule.values()).map(WindowRule::key).toList(),
        Words::whyNoFilter,
        PublishedResults.references());
  }

  private static Optional<String> whyNoFilter(String name) {
    if (Filters.candidates(name).isPresent()) {
      return Optional.empty();
    }
    try {
      Filters.parse(name);
      return Optional.empty();
    } catch (Fault e) {
      return Optional.ofNullable(e.getMessage());
    }
  }
}
