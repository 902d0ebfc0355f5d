package hmrbench.report.page;

import hmrbench.metric.stats.Interval;
import hmrbench.report.finding.Finding;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.table.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** Findings as cards: claim, verdict, reason, numbers. */
final class FindingCards {

  private FindingCards() {}

  static String of(List<Finding> findings) {
    return findings.stream()
        .map(FindingCards::card)
        .collect(Collectors.joining("\n", "<ul class=\"findings\">\n", "\n</ul>\n"));
  }

  private static String card(Finding finding) {
    String kind =
        switch (finding.verdict()) {
          case HOLDS -> "holds";
          case DOES_NOT_HOLD -> "fails";
          case CANNOT_BE_DECIDED -> "open";
        };
    String sign =
        switch (finding.verdict()) {
          case HOLDS -> "✓";
          case DOES_NOT_HOLD -> "✗";
          case CANNOT_BE_DECIDED -> "?";
        };
    String evidence =
        finding.evidence().isEmpty()
            ? ""
            : Html.details(
                "Numbers",
                finding.evidence().stream()
                    .map(FindingCards::evidence)
                    .collect(Collectors.joining("\n", "<dl>\n", "\n</dl>\n")));
    return """
        <li class="finding %s" id="finding-%s">
        <h3>%s</h3>
        <p><span class="verdict">%s %s</span>: %s.</p>
        <p class="small">%s.</p>
        %s</li>"""
        .formatted(
            kind,
            finding.name(),
            Html.text(finding.claim()),
            sign,
            finding.verdict().words(),
            Html.text(finding.because()),
            Html.text(finding.source()),
            evidence);
  }

  private static String evidence(Evidence evidence) {
    String change = evidence.change().map(i -> change(i, evidence.unit())).orElse("no interval");
    String test = evidence.test().isEmpty() ? "" : "; " + evidence.test();
    return "<dt>%s: %s</dt><dd>%s; %s%s</dd>"
        .formatted(
            Html.text(evidence.what()),
            evidence.verdict().words(),
            Html.text(evidence.values()),
            Html.text(change),
            Html.text(test));
  }

  private static String change(Interval interval, String unit) {
    boolean ratio = unit.isEmpty();
    int decimals = unit.equals("weight") ? 3 : 2;
    return "%s %s (95 %% interval %s)"
        .formatted(
            ratio ? "ratio" : "change",
            ratio
                ? Numbers.fixed(interval.estimate(), decimals)
                : Numbers.signed(interval.estimate(), decimals) + " " + unit,
            Numbers.interval(interval.low(), interval.high(), decimals));
  }
}
