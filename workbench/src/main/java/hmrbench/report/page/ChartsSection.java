package hmrbench.report.page;

import hmrbench.report.chart.Figure;
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
  public String body(Material material, Sheet sheet) {
    ModelFigures models = new ModelFigures(material.run(), material.home());
    List<Figure> all =
        new ArrayList<>(new FrameRateFigures(material.run(), material.home()).frameRates());
    models.grid().ifPresent(all::add);
    models.tradeOff().ifPresent(all::add);
    return sheet.figures(all);
  }
}
