package hmrbench.report.page;

import hmrbench.report.table.SequenceTable;
import hmrbench.report.table.TableView;
import java.util.List;
import java.util.Map;

/** One row per sequence and model, with a filter. */
final class SequencesSection implements Section {

  @Override
  public String id() {
    return "sequences";
  }

  @Override
  public String shortName() {
    return "Sequences";
  }

  @Override
  public String heading() {
    return "Per sequence";
  }

  @Override
  public String body(PageData data, PageParts page) {
    TableView table = SequenceTable.of(data.run(), data.home());
    List<String> models =
        table.rows().stream().map(row -> row.entries().get(0).text()).distinct().toList();
    return Templates.fill("sequences", Map.of("models", models, "table", page.sortable(table)));
  }
}
