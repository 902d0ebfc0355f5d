package hmrbench.run;

import hmrbench.config.Vocabulary;
import hmrbench.core.Fault;
import hmrbench.data.DataFormats;
import hmrbench.data.WindowRule;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.model.Models;
import hmrbench.model.filter.Filters;
import hmrbench.record.ledger.PublishedResults;
import java.util.Arrays;
import java.util.Locale;
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
        Arrays.stream(WindowRule.values()).map(Words::nameOf).toList(),
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

  /** How a config writes a window rule. */
  static String nameOf(WindowRule rule) {
    return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The window rule that a config or a protocol names. */
  static WindowRule windowRule(String name) {
    return Arrays.stream(WindowRule.values())
        .filter(rule -> nameOf(rule).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no window rule is called " + name));
  }
}
