package hmrbench.report.finding;

import hmrbench.metric.stats.Interval;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.Setting;
import java.util.List;
import java.util.Optional;

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

  /** One row per number behind the claims. */
  public static TableView evidence(Setting setting, List<Finding> findings) {
    return new TableView(
        "evidence__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "What the findings rest on: %s. Small print: 95 %% interval over people and seeds."
            .formatted(setting.words()),
        List.of(
            Heading.words("finding"),
            Heading.words("comparison"),
            Heading.words("values"),
            new Heading("change", "or ratio", true),
            Heading.words("unit"),
            Heading.words("test"),
            Heading.words("verdict")),
        findings.stream()
            .flatMap(finding -> finding.evidence().stream().map(it -> row(finding, it)))
            .toList(),
        List.of());
  }

  private static Row row(Finding finding, Finding.Evidence evidence) {
    return new Row(
        false,
        List.of(
            Entry.words(finding.name()),
            Entry.words(evidence.what()),
            Entry.words(evidence.values()),
            evidence.change().map(it -> change(it, evidence.unit())).orElse(Entry.none()),
            Entry.words(evidence.unit().isEmpty() ? "ratio" : evidence.unit()),
            Entry.words(evidence.test()),
            Entry.words(evidence.verdict().words())));
  }

  /** Changes have a sign, ratios have none. */
  static Entry change(Interval change, String unit) {
    int decimals = unit.equals("weight") ? 3 : 2;
    return new Entry(
        unit.isEmpty()
            ? Numbers.fixed(change.estimate(), decimals)
            : Numbers.signed(change.estimate(), decimals),
        Numbers.interval(change.low(), change.high(), decimals),
        false,
        "",
        Optional.of(change.estimate()),
        Optional.empty());
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
