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
  public String body(Material material, Sheet sheet) {
    BaselineTests here = material.testsAt(material.home());
    return here.rows().isEmpty()
        ? ""
        : sheet.figures(new DifferenceFigures(material.run(), material.home()).differences(here))
            + sheet.sortable(StatisticsTable.of(material.run(), material.home(), here))
            + PlannerTable.of(material.run(), material.home(), here)
                .map(
                    table ->
                        Html.details(
                            "How much data would a difference of a given size need?",
                            sheet.sortable(table)))
                .orElse("");
  }
}
