package hmrbench.report.page;

import hmrbench.report.table.SequenceTable;
import hmrbench.report.table.TableView;

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
    String options =
        table.rows().stream()
            .map(row -> Html.text(row.entries().get(0).text()))
            .distinct()
            .map(name -> "<option>" + name + "</option>")
            .reduce("<option value=\"\">all models</option>", String::concat);
    return """
    <div class="tools js-only" data-filters="sequence-table">
    <label>filter <input type="search" placeholder="name, activity …"></label>
    <label>model <select>%s</select></label> <output></output></div>
    <div id="sequence-table" class="tall">%s</div>
    """
        .formatted(options, page.sortable(table));
  }
}
