package hmrbench.report.page;

import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table as an element of a page. */
final class HtmlTable {

  private HtmlTable() {}

  /** A row as the template reads it. */
  record Line(boolean reference, List<Field> fields) {}

  /** A field as the template reads it. */
  record Field(Entry entry, boolean first, boolean numeric) {

    /** The first field is the head of its row. */
    String tag() {
      return first ? "th" : "td";
    }

    String value() {
      return entry.value().map(String::valueOf).orElse("");
    }

    String color() {
      return entry.color().orElse("");
    }
  }

  /**
   * The table with caption, column heads that can be sorted by, and its notes.
   *
   * @param sortable whether a click on a head sorts
   */
  static String of(TableView table, boolean sortable) {
    return Templates.fill(
        "table",
        Map.of(
            "caption",
            table.caption(),
            "sortable",
            sortable,
            "columns",
            table.columns(),
            "rows",
            table.rows().stream().map(row -> line(table, row)).toList(),
            "hasNotes",
            !table.notes().isEmpty(),
            "notes",
            table.notes()));
  }

  private static Line line(TableView table, Row row) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < row.entries().size(); i++) {
      fields.add(new Field(row.entries().get(i), i == 0, table.columns().get(i).numeric()));
    }
    return new Line(row.reference(), fields);
  }
}
