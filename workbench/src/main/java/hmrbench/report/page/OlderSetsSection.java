package hmrbench.report.page;

import hmrbench.core.SimulatedSets;
import hmrbench.record.Manifest.DataCard;
import java.util.List;
import java.util.Map;

/** Says that a run is of sets which this program no longer makes. */
final class OlderSetsSection implements Section {

  @Override
  public String id() {
    return "older-sets";
  }

  @Override
  public String shortName() {
    return "Older sets";
  }

  @Override
  public String heading() {
    return "Of an older version of the simulated sets";
  }

  @Override
  public String body(PageData data, PageParts page) {
    return body(data.run().manifest().subjects().datasets());
  }

  /** One line for each set of another version; empty where there is none. */
  static String body(List<DataCard> cards) {
    List<String> older =
        cards.stream()
            .filter(
                card ->
                    card.simulatedVersion().orElse(SimulatedSets.VERSION) != SimulatedSets.VERSION)
            .map(
                card ->
                    "%s: version %d".formatted(card.name(), card.simulatedVersion().orElseThrow()))
            .toList();
    return older.isEmpty()
        ? ""
        : Templates.fill("older-sets", Map.of("version", SimulatedSets.VERSION, "older", older));
  }
}
