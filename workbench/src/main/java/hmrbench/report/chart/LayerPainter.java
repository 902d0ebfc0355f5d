package hmrbench.report.chart;

import hmrbench.core.Series;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Paints layers into a plot area: series through XChart, words and rules directly. */
final class LayerPainter implements Layer.Cases<Void> {

  private static final Map<SeriesStyle.Shape, Marker> MARKERS =
      Map.of(
          SeriesStyle.Shape.CIRCLE, SeriesMarkers.CIRCLE,
          SeriesStyle.Shape.SQUARE, SeriesMarkers.SQUARE,
          SeriesStyle.Shape.DIAMOND, SeriesMarkers.DIAMOND,
          SeriesStyle.Shape.TRIANGLE, SeriesMarkers.TRIANGLE_UP,
          SeriesStyle.Shape.TRIANGLE_DOWN, SeriesMarkers.TRIANGLE_DOWN,
          SeriesStyle.Shape.PLUS, SeriesMarkers.PLUS,
          SeriesStyle.Shape.CROSS, SeriesMarkers.CROSS,
          SeriesStyle.Shape.NONE, SeriesMarkers.NONE,
          SeriesStyle.Shape.AREA, SeriesMarkers.NONE);
  private static final int POINT_SIZE = 8;

  private final Graphics2D canvas;
  private final Axis x;
  private final Axis y;
  private final int width;
  private final int height;

  LayerPainter(Graphics2D canvas, Axis x, Axis y, int width, int height) {
    this.canvas = canvas;
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }

  void paint(List<Layer> layers) {
    layers.forEach(layer -> layer.match(this));
  }

  @Override
  public Void line(Layer.Line line) {
    XYChart chart = emptyChart(POINT_SIZE);
    XYSeries series = chart.addSeries("line", along(x, line.x()), along(y, line.y()));
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    series.setLineColor(line.style().color());
    series.setLineStyle(line.style().stroke(line.width()));
    series.setMarker(marker(line.style()));
    series.setMarkerColor(line.style().color());
    paint(chart);
    return null;
  }

  @Override
  public Void points(Layer.Points points) {
    XYChart chart = emptyChart(points.size());
    XYSeries series = chart.addSeries("points", along(x, points.x()), along(y, points.y()));
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(marker(points.style()));
    series.setMarkerColor(points.style().color());
    paint(chart);
    return null;
  }

  @Override
  public Void area(Layer.Area area) {
    int count = area.x().frames();
    double[] outlineX = new double[2 * count];
    double[] outlineY = new double[2 * count];
    double[] acrossX = along(x, area.x());
    double[] low = along(y, area.low());
    double[] high = along(y, area.high());
    for (int i = 0; i < count; i++) {
      outlineX[i] = acrossX[i];
      outlineY[i] = high[i];
      outlineX[2 * count - 1 - i] = acrossX[i];
      outlineY[2 * count - 1 - i] = low[i];
    }
    XYChart chart = emptyChart(POINT_SIZE);
    XYSeries series = chart.addSeries("area", outlineX, outlineY);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(area.fill());
    series.setLineColor(Plot.NOTHING);
    series.setMarker(SeriesMarkers.NONE);
    paint(chart);
    return null;
  }

  @Override
  public Void interval(Layer.Interval bar) {
    double low = (bar.upright() ? y : x).at(bar.low());
    double high = (bar.upright() ? y : x).at(bar.high());
    double place = (bar.upright() ? x : y).at(bar.place());
    canvas.setColor(bar.color());
    canvas.setStroke(
        new BasicStroke((float) bar.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    stroke(bar.upright(), place, low, high);
    canvas.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    for (double end : bar.caps() > 0 ? new double[] {low, high} : new double[0]) {
      double half = (double) bar.caps() / (bar.upright() ? width : height);
      stroke(!bar.upright(), end, place - half, place + half);
    }
    return null;
  }

  /** A stroke in parts of the plot: at {@code place} of one axis, along the other. */
  private void stroke(boolean upright, double place, double from, double to) {
    canvas.draw(
        upright
            ? new Line2D.Double(
                width * place, height * (1 - from), width * place, height * (1 - to))
            : new Line2D.Double(
                width * from, height * (1 - place), width * to, height * (1 - place)));
  }

  @Override
  public Void text(Layer.Text text) {
    Font font = text.bold() ? Typeface.NUMBER : Typeface.LABEL;
    canvas.setFont(font);
    canvas.setColor(text.color());
    double shift = Typeface.width(font, text.text()) * text.anchor();
    double atX = width * x.at(text.x()) - shift + text.dx();
    double atY = height * (1 - y.at(text.y())) + 4 + text.dy();
    canvas.drawString(text.text(), (float) atX, (float) atY);
    return null;
  }

  @Override
  public Void rule(Layer.Rule rule) {
    SeriesStyle style = new SeriesStyle("", rule.color(), SeriesStyle.Shape.NONE, rule.dashed());
    canvas.setColor(rule.color());
    canvas.setStroke(style.stroke(1.2));
    stroke(rule.upright(), (rule.upright() ? x : y).at(rule.value()), 0, 1);
    return null;
  }

  private static Marker marker(SeriesStyle style) {
    return java.util.Objects.requireNonNull(MARKERS.get(style.shape()));
  }

  /** Places along an axis; NaN, at which XChart breaks a line, where there is no value. */
  private static double[] along(Axis axis, Series values) {
    return IntStream.range(0, values.frames())
        .mapToDouble(i -> values.has(i) ? axis.at(values.get(i)) : Double.NaN)
        .toArray();
  }

  private void paint(XYChart chart) {
    Shape clip = canvas.getClip();
    chart.paint(canvas, width, height);
    canvas.setClip(clip);
  }

  /** A chart without axes, titles or margins: from 0 to 1 in both directions. */
  private XYChart emptyChart(int pointSize) {
    XYChart chart = new XYChart(width, height);
    XYStyler styler = chart.getStyler();
    Color nothing = Plot.NOTHING;
    styler.setChartPadding(0).setLegendVisible(false).setChartTitleVisible(false);
    styler.setPlotContentSize(1.0).setPlotBorderVisible(false).setMarkerSize(pointSize);
    styler.setChartBackgroundColor(nothing).setPlotBackgroundColor(nothing);
    styler.setPlotMargin(0).setAxisTicksVisible(false).setAxisTitlesVisible(false);
    styler.setPlotGridLinesVisible(false).setXAxisMin(0.0).setXAxisMax(1.0);
    styler.setYAxisMin(0.0).setYAxisMax(1.0);
    // XChart words the ticks that it does not paint, and takes most of its time for it.
    styler.setXAxisTickLabelsFormattingFunction(value -> "");
    styler.setYAxisTickLabelsFormattingFunction(value -> "");
    return chart;
  }
}
