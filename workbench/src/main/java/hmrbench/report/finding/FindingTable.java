package hmrbench.report.finding;

import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.Setting;
import java.util.List;

/** The verdicts of a run as a table, for pages that quote them. */
public final class FindingTable {

  private FindingTable() {}

  /** One row per claim. */
  public static TableView of(Setting setting, List<Finding> findings) {
    return new TableView(
        "findings__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Findings: %s.".formatted(setting.words()),
        List.of(
            Heading.words("finding"),
            Heading.words("verdict"),
            Heading.words("claim"),
            Heading.words("because"),
            Heading.words("source")),
        findings.stream().map(FindingTable::row).toList(),
        List.of());
  }

  private static Row row(Finding finding) {
    return new Row(
        false,
        List.of(
            Entry.words(finding.name()),
            Entry.words(finding.verdict().words()),
            Entry.words(finding.claim()),
            Entry.words(finding.because() + "."),
            Entry.words(finding.source())));
  }
}
