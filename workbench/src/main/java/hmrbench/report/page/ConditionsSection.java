package hmrbench.report.page;

import hmrbench.report.finding.ConditionTable;

/** In which frames errors are large. */
final class ConditionsSection implements Section {

  @Override
  public String id() {
    return "conditions";
  }

  @Override
  public String shortName() {
    return "Conditions";
  }

  @Override
  public String heading() {
    return "Where errors are large";
  }

  @Override
  public String body(PageData data, PageParts page) {
    return ConditionTable.of(data.run(), data.home())
        .map(
            table ->
                Html.paragraph(
                        "Errors where a limb is hidden, where someone moves fast, and by the side"
                            + " that the camera sees. A change holds two kinds of frames of the same"
                            + " sequences against each other.")
                    + page.sortable(table))
        .orElse("");
  }
}
