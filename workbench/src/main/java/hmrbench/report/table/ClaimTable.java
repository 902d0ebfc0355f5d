package hmrbench.report.table;

import hmrbench.record.ledger.claim.Claim;
import hmrbench.record.ledger.claim.Judgement;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table of somebody's own with what the ledger says of each row. */
public final class ClaimTable {

  private ClaimTable() {}

  /** The whole table; what is odd about a row of the ledger follows as a note. */
  public static TableView of(String title, List<Judgement> judgements) {
    Map<String, Integer> notes = notes(judgements);
    List<String> printed = new ArrayList<>();
    notes.forEach(
        (note, number) -> printed.add("(%s) %s".formatted(LedgerTable.letter(number), note)));
    List<Heading> heads = heads();
    heads.add(Heading.words("because"));
    return new TableView(
        "claims",
        caption(title, judgements),
        heads,
        judgements.stream()
            .map(
                it -> {
                  List<Entry> entries = entries(it);
                  entries.add(Entry.words("%s%s".formatted(it.explanation(), marks(it, notes))));
                  return new Row(false, entries);
                })
            .toList(),
        printed);
  }

  /** For a terminal: columns that line up, then a line for every row that needs a word. */
  public static String terminal(String title, List<Judgement> judgements) {
    TableView columns =
        new TableView(
            "claims",
            caption(title, judgements),
            heads(),
            judgements.stream().map(it -> new Row(false, entries(it))).toList(),
            List.of());
    Map<String, Integer> notes = notes(judgements);
    StringBuilder out = new StringBuilder(TerminalTable.columns(columns)).append('\n');
    for (Judgement it : judgements) {
      out.append(
          "line %d, %s: %s%s%n"
              .formatted(it.claim().line(), it.kind(), it.explanation(), marks(it, notes)));
    }
    notes.forEach(
        (note, number) -> out.append("(%s) %s%n".formatted(LedgerTable.letter(number), note)));
    return out.toString();
  }

  private static List<Heading> heads() {
    return new ArrayList<>(
        List.of(
            Heading.words("line"),
            Heading.words("method"),
            Heading.words("data set"),
            Heading.words("metric"),
            new Heading("value", "", true),
            Heading.words("unit"),
            Heading.words("verdict")));
  }

  private static List<Entry> entries(Judgement judged) {
    Claim claim = judged.claim();
    return new ArrayList<>(
        List.of(
            Entry.words(Integer.toString(claim.line())),
            Entry.words(claim.method()),
            Entry.words(claim.dataset()),
            Entry.words(claim.metric()),
            new Entry(
                claim.printed().toPlainString(),
                "",
                false,
                "",
                Optional.of(claim.printed().doubleValue()),
                Optional.empty()),
            Entry.words(claim.unit().name()),
            Entry.words(judged.kind().toString())));
  }

  private static String caption(String title, List<Judgement> judgements) {
    Map<Judgement.Kind, Integer> counts = new EnumMap<>(Judgement.Kind.class);
    judgements.forEach(it -> counts.merge(it.kind(), 1, Integer::sum));
    return "%s beside the ledger: %s"
        .formatted(
            title,
            counts.entrySet().stream()
                .map(it -> "%d %s".formatted(it.getValue(), it.getKey()))
                .collect(Collectors.joining(", ")));
  }

  private static Map<String, Integer> notes(List<Judgement> judgements) {
    Map<String, Integer> notes = new LinkedHashMap<>();
    judgements.forEach(it -> it.notes().forEach(note -> notes.putIfAbsent(note, notes.size() + 1)));
    return notes;
  }

  private static String marks(Judgement judged, Map<String, Integer> notes) {
    return judged.notes().stream()
        .map(it -> " (%s)".formatted(LedgerTable.letter(notes.getOrDefault(it, 0))))
        .collect(Collectors.joining());
  }
}
