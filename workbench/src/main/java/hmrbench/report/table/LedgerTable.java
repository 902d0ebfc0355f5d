package hmrbench.report.table;

import hmrbench.record.ledger.RunLedger.Line;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Measured numbers beside published ones, one pair per row. */
public final class LedgerTable {

  private LedgerTable() {}

  /**
   * The table of some lines; what is known of a published number follows as a numbered note.
   *
   * @param name file name without ending
   */
  public static TableView of(String name, String caption, List<Line> lines) {
    Map<String, Integer> notes = new LinkedHashMap<>();
    lines.forEach(
        line -> line.verdict().notes().forEach(note -> notes.putIfAbsent(note, notes.size() + 1)));
    List<String> printed = new ArrayList<>();
    notes.forEach((note, number) -> printed.add("(%s) %s".formatted(letter(number), note)));
    return new TableView(
        name,
        caption,
        List.of(
            Heading.words("model"),
            Heading.words("data"),
            Heading.words("protocol"),
            Heading.words("metric"),
            new Heading("this run", "", true),
            new Heading("published", "", true),
            Heading.words("verdict"),
            Heading.words("because"),
            Heading.words("published where")),
        lines.stream().map(line -> row(line, notes)).toList(),
        printed);
  }

  private static Row row(Line line, Map<String, Integer> notes) {
    int decimals = Math.max(1, line.published().printed().scale());
    return new Row(
        false,
        List.of(
            Entry.words(line.cell().model()),
            Entry.words(line.cell().dataset()),
            Entry.words(line.cell().protocol()),
            Entry.words("%s (%s)".formatted(line.published().metric(), line.published().unit())),
            line.measured().map(value -> measured(line, value, decimals)).orElse(Entry.none()),
            published(line, notes),
            Entry.words(line.verdict().kind().toString()),
            Entry.words(line.verdict().explanation()),
            Entry.words(place(line))));
  }

  private static Entry measured(Line line, double value, int decimals) {
    return new Entry(
        Numbers.fixed(value, decimals),
        line.interval().map(it -> Numbers.interval(it.low(), it.high(), decimals)).orElse(""),
        false,
        "",
        Optional.of(value),
        Optional.empty());
  }

  private static Entry published(Line line, Map<String, Integer> notes) {
    String marks =
        line.verdict().notes().stream()
            .map(it -> "(%s)".formatted(letter(notes.getOrDefault(it, 0))))
            .collect(Collectors.joining());
    return new Entry(
        line.published().printed().toPlainString(),
        "",
        false,
        marks,
        Optional.of(line.published().printed().doubleValue()),
        Optional.empty());
  }

  /** 1 is a, 26 is z, 27 is aa. */
  static String letter(int number) {
    char last = (char) ('a' + (number - 1) % 26);
    return number > 26 ? letter((number - 1) / 26) + last : String.valueOf(last);
  }

  /** Where a number is printed, and of which variant. */
  public static String place(Line line) {
    return "%s: %s, %s; read in %s (confidence %s)"
        .formatted(
            line.published().table(),
            line.published().system(),
            line.published().version().words(),
            line.published().place().source(),
            line.published().place().confidence());
  }
}
