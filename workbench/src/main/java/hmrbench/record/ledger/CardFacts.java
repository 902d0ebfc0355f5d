package hmrbench.record.ledger;

import hmrbench.record.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the manifest says of a model or data set, by key: {@code architecture: tcmr}. */
record CardFacts(List<String> lines) {

  static CardFacts of(List<Manifest.Card> cards, String name) {
    return new CardFacts(
        cards.stream()
            .filter(card -> card.name().equals(name))
            .findFirst()
            .map(Manifest.Card::description)
            .orElse(List.of()));
  }

  Optional<String> value(String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2).replace("\"", ""))
        .findFirst();
  }

  boolean is(String key) {
    return value(key).filter("true"::equals).isPresent();
  }

  /** Names of the files at a key, without their folders. */
  List<String> fileNames(String key) {
    List<String> names = new ArrayList<>();
    for (String path : value(key).orElse("").replace("[", "").replace("]", "").split(",", -1)) {
      String name = path.strip();
      if (!name.isEmpty()) {
        names.add(name.substring(name.lastIndexOf('/') + 1));
      }
    }
    return names;
  }
}
