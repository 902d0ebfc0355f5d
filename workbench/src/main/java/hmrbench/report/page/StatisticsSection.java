package hmrbench.report.page;

import hmrbench.report.finding.BaselineTests;
import hmrbench.report.finding.PlannerTable;
import hmrbench.report.finding.StatisticsTable;

/** Paired differences to the baseline, and what more data would show. */
final class StatisticsSection implements Section {

  @Override
  public String id() {
    return "statistics";
  }

  @Override
  public String shortName() {
    return "Statistics";
  }

  @Override
  public String heading() {
    return "Statistics";
  }

  @Override
  public String body(PageData data, PageParts page) {
    BaselineTests here = data.testsAt(data.home());
    return here.rows().isEmpty()
        ? ""
        : page.figures(new DifferenceFigures(data.run(), data.home()).differences(here))
            + page.sortable(StatisticsTable.of(data.run(), data.home(), here))
            + PlannerTable.of(data.run(), data.home(), here)
                .map(
                    table ->
                        Html.details(
                            "How much data would a difference of a given size need?",
                            page.sortable(table)))
                .orElse("");
  }
}
