package hmrbench.report.page;

import hmrbench.report.table.PublishedTable;
import hmrbench.report.table.ResultTable;
import hmrbench.report.table.WeightingTable;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.Map;

/** The main table, those of other settings, and published numbers apart from both. */
final class ResultsSection implements Section {

  @Override
  public String id() {
    return "results";
  }

  @Override
  public String shortName() {
    return "Results";
  }

  @Override
  public String heading() {
    return "Results";
  }

  @Override
  public String body(PageData data, PageParts page) {
    RunView run = data.run();
    Setting home = data.home();
    StringBuilder out = new StringBuilder();
    out.append(page.sortable(ResultTable.of(run, home, data.testsAt(home))));
    WeightingTable.of(run, home)
        .ifPresent(t -> out.append(Html.details("Per frame and per sequence", page.fixed(t))));
    ResultTable.further(run, home)
        .ifPresent(t -> out.append(Html.details("Further metrics", page.sortable(t))));
    for (Setting setting : run.settings()) {
      if (!setting.equals(home)) {
        out.append(
            Html.details(
                "Results at " + setting.words(),
                page.sortable(ResultTable.of(run, setting, data.testsAt(setting)))));
      }
    }
    boolean grid = run.models().stream().anyMatch(model -> model.gridPlace().isPresent());
    String reference = run.manifest().question().reference();
    if (grid && (reference == null || PublishedTable.isOf(reference))) {
      out.append(
          Templates.fill("published", Map.of("table", page.fixed(PublishedTable.of(run, home)))));
    }
    return out.toString();
  }
}
