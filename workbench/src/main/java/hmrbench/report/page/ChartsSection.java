package hmrbench.report.page;

import hmrbench.report.chart.Figure;
import hmrbench.report.table.RateTable;
import java.util.ArrayList;
import java.util.List;

/** Acceleration error against frame rate, the grid of Table 1, the trade-off. */
final class ChartsSection implements Section {

  @Override
  public String id() {
    return "charts";
  }

  @Override
  public String shortName() {
    return "Charts";
  }

  @Override
  public String heading() {
    return "Charts";
  }

  @Override
  public String body(PageData data, PageParts page) {
    ModelFigures models = new ModelFigures(data.run(), data.home());
    List<Figure> all = new ArrayList<>(new FrameRateFigures(data.run(), data.home()).frameRates());
    models.grid().ifPresent(all::add);
    models.tradeOff().ifPresent(all::add);
    return page.figures(all)
        + RateTable.of(data.run(), data.home())
            .map(table -> Html.details("Numbers at every frame rate", page.sortable(table)))
            .orElse("");
  }
}
