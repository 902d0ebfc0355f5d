package hmrbench.report.page;

import hmrbench.report.finding.Finding;
import hmrbench.report.finding.FindingTable;

/** The claims of the reading notes, each judged by code from the records. */
final class FindingsSection implements Section {

  @Override
  public String id() {
    return "findings";
  }

  @Override
  public String shortName() {
    return "Findings";
  }

  @Override
  public String heading() {
    return "What this run says";
  }

  @Override
  public String body(PageData data, PageParts page) {
    if (data.findings().stream().noneMatch(Finding::compares)) {
      return "";
    }
    page.keep(FindingTable.of(data.home(), data.findings()));
    page.keep(FindingTable.evidence(data.home(), data.findings()));
    return Html.paragraph(
            "Each claim is judged by code from the records of this run, at %s. It holds or does not"
                    .formatted(data.home().words())
                + " hold if the whole 95 % interval over people and seeds says so, of six people or"
                + " more; else it cannot be decided. One clear counterexample among pairs of"
                + " networks, after Holm's correction, is enough against a claim.")
        + FindingCards.of(data.findings());
  }
}
