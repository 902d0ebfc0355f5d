package hmrbench.report.finding;

import hmrbench.report.chart.Ink;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.finding.LengthFindings.Length;
import hmrbench.report.finding.LengthFindings.Line;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;

/** Every comparison behind the findings against the length of training. */
public final class LengthTable {

  private LengthTable() {}

  /** One row per comparison, one column per length. */
  public static TableView of(RunView run, Setting setting, LengthFindings findings) {
    List<Heading> columns =
        new ArrayList<>(
            List.of(Heading.words("finding"), Heading.words("comparison"), Heading.words("unit")));
    for (Length length : findings.lengths()) {
      columns.add(new Heading(length.words(), "", true));
    }
    columns.add(Heading.words("over lengths"));
    List<Row> rows = findings.lines().stream().map(line -> row(run, findings, line)).toList();
    return new TableView(
        "lengths__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Findings against training steps: %s. Change by the second model, or ratio of 30 to 15 frames/s; small print: 95 %% interval over people and seeds."
            .formatted(setting.words()),
        columns,
        rows,
        List.of(
            "✓ the claim holds at this length, ✗ it does not, ? it cannot be decided.",
            "Each length is judged by itself, without a correction for how many lengths there"
                + " are."));
  }

  private static Row row(RunView run, LengthFindings findings, Line line) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(line.finding()));
    entries.add(Entry.words(line.what()).swatched(Ink.css(run.styles().of(line.model()).color())));
    entries.add(Entry.words(line.unit().isEmpty() ? "ratio" : line.unit()));
    for (int i = 0; i < findings.lengths().size(); i++) {
      entries.add(line.evidence().get(i).map(it -> entry(line.unit(), it)).orElse(Entry.none()));
    }
    entries.add(Entry.words(line.words()));
    return new Row(false, entries);
  }

  /** A change with the sign of its verdict. */
  static Entry entry(String unit, Evidence evidence) {
    String sign =
        switch (evidence.verdict()) {
          case HOLDS -> " ✓";
          case DOES_NOT_HOLD -> " ✗";
          case CANNOT_BE_DECIDED -> " ?";
        };
    return evidence
        .change()
        .map(it -> FindingTable.change(it, unit).marked(sign))
        .orElse(Entry.words("?"));
  }
}
