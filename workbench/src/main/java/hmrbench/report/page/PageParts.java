package hmrbench.report.page;

import hmrbench.report.chart.Figure;
import hmrbench.report.table.TableView;
import java.util.ArrayList;
import java.util.List;

/** What the sections of a page show: each figure and table becomes HTML here, and is kept. */
final class PageParts {

  private final List<TableView> tables = new ArrayList<>();
  private final List<DrawnFigure> figures = new ArrayList<>();

  /** Figures as HTML; empty for none. */
  String figures(List<Figure> made) {
    List<DrawnFigure> drawn = DrawnFigure.all(made);
    figures.addAll(drawn);
    return Html.figures(drawn);
  }

  /** A table as HTML whose columns sort by a click. */
  String sortable(TableView table) {
    tables.add(table);
    return HtmlTable.of(table, true);
  }

  /** A table as HTML whose rows stay in their order. */
  String fixed(TableView table) {
    tables.add(table);
    return HtmlTable.of(table, false);
  }

  /** Keeps a table that its section shows in another form. */
  void keep(TableView table) {
    tables.add(table);
  }

  List<TableView> tables() {
    return List.copyOf(tables);
  }

  List<DrawnFigure> figures() {
    return List.copyOf(figures);
  }
}
