package hmrbench.report.bench;

import hmrbench.core.Series;
import hmrbench.io.WholeFile;
import hmrbench.record.bench.ScalingResult;
import hmrbench.record.bench.ScalingResult.Cost;
import hmrbench.record.bench.ScalingResult.Curve;
import hmrbench.record.bench.ScalingResult.Point;
import hmrbench.report.chart.Axis;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.FigureFiles;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.Layer;
import hmrbench.report.chart.Plot;
import hmrbench.report.chart.SeriesStyle;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What executors cost and how they scale, as a page with a chart. */
public final class ScalingPage {

  /** Name of the page; its chart has the same with other endings. */
  public static final String PAGE = "scaling.md";

  private static final List<Color> COLORS = List.of(Ink.BLUE, Ink.VERMILION, Ink.GREEN, Ink.PURPLE);

  private ScalingPage() {}

  /**
   * Writes the page, and its chart as SVG and PNG.
   *
   * @param command that made it
   * @return the page
   */
  public static Path write(ScalingResult result, String command, Path folder) {
    System.setProperty("java.awt.headless", "true");
    Figure figure = figure(result);
    bytes(folder.resolve("scaling.svg"), FigureFiles.svg(figure).getBytes(StandardCharsets.UTF_8));
    bytes(folder.resolve("scaling.png"), FigureFiles.png(figure));
    Path page = folder.resolve(PAGE);
    bytes(page, text(result, command).getBytes(StandardCharsets.UTF_8));
    return page;
  }

  private static void bytes(Path file, byte[] bytes) {
    WholeFile.write(file, out -> out.write(bytes));
  }

  private static Figure figure(ScalingResult result) {
    List<Integer> workers = result.curves().get(0).points().stream().map(Point::workers).toList();
    List<Double> places = workers.stream().map(Integer::doubleValue).toList();
    Series xs = Series.of(places.stream().mapToDouble(Double::doubleValue).toArray());
    List<SeriesStyle> styles = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    SeriesStyle ideal =
        new SeriesStyle("as many times as workers", Ink.REFERENCE, SeriesStyle.Shape.NONE, true);
    styles.add(ideal);
    layers.add(new Layer.Line(ideal, xs, xs, 1.2));
    double least = places.get(0);
    for (int i = 0; i < result.curves().size(); i++) {
      Curve curve = result.curves().get(i);
      SeriesStyle style =
          new SeriesStyle(
              curve.name(), COLORS.get(i % COLORS.size()), SeriesStyle.Shape.CIRCLE, false);
      Series ys = Series.of(curve.points().stream().mapToDouble(Point::speedup).toArray());
      least = Math.min(least, curve.points().stream().mapToDouble(Point::speedup).min().orElse(1));
      styles.add(style);
      layers.add(new Layer.Line(style, xs, ys, 1.8));
      layers.add(new Layer.Points(style, xs, ys, 8));
    }
    return new Figure(
        "scaling",
        String.format(Locale.ROOT, "%,d cells on many workers, simulated", result.simulated()),
        "",
        styles,
        List.of(
            new Figure.Row(
                Plot.of(
                    "",
                    Axis.logAt("workers of one core", places),
                    Axis.log("times as fast as one core", least, places.get(places.size() - 1)),
                    layers),
                320)),
        "",
        Figure.HALF);
  }

  private static String text(ScalingResult result, String command) {
    StringBuilder text = new StringBuilder("# How executors scale\n\n");
    text.append("Made by `").append(command).append("`, ").append(result.measured()).append(".\n");
    result.machine().forEach((key, value) -> add(text, "- %s: %s%n", key, value));
    add(text, "%n## Measured%n%n%s, in seconds of processor time:%n%n", result.experiment());
    cost(result.cost(), text);
    add(text, "%n## Simulated%n%n");
    add(
        text,
        "%,d cells like these, on workers of one core each. Groups start one after the other, no"
            + " faster than the scheduler starts tasks; one program plans, merges and reports at"
            + " the end, at the measured price. Times as fast are against one core that computes the cells and does nothing else. Shares are of the workers' time, but for"
            + " the last, which is of the whole.%n%n![speed against workers](scaling.svg)%n",
        result.simulated());
    result.curves().forEach(curve -> table(curve, text));
    return text.toString();
  }

  private static void cost(Cost cost, StringBuilder text) {
    add(text, "| what | seconds |%n|---|---:|%n");
    add(text, "| one program, %d cells and the report | %.1f |%n", cost.cells(), cost.alone());
    add(text, "| workers of %d groups | %.1f |%n", cost.groups(), cost.workers());
    add(text, "| planning, merging and the report | %.1f |%n", cost.parent());
    add(text, "| of these, for each cell more | %.3f |%n", cost.serialPerCell());
    add(text, "| starting a worker, beside its cells | %.2f |%n", cost.start());
    add(text, "| a cell, mean | %.3f |%n", cost.cell());
    add(text, "| more than in one program, per cell | %.3f |%n", cost.overheadPerCell());
  }

  private static void table(Curve curve, StringBuilder text) {
    add(
        text,
        "%n### %s%n%nCells of %.3g s, groups of %.3g minutes, a start every %.3g s.%n%n"
            + "| workers | groups | time | times as fast | computing | starting | waiting to start"
            + " | no group left | merging | limit |%n"
            + "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|%n",
        curve.name(),
        curve.cellSeconds(),
        curve.groupMinutes(),
        curve.secondsBetweenStarts());
    for (Point point : curve.points()) {
      add(
          text,
          "| %d | %d | %s | %.1f | %.0f %% | %.0f %% | %.0f %% | %.0f %% | %.0f %% | %s |%n",
          point.workers(),
          point.groups(),
          duration(point.seconds()),
          point.speedup(),
          100 * point.computing(),
          100 * point.starting(),
          100 * point.queueing(),
          100 * point.idle(),
          100 * point.merging(),
          point.limit());
    }
    if (curve.points().size() > 1) {
      add(text, "%n%s%n", end(curve.points()));
    }
  }

  /** Where more workers no longer help much. */
  private static String end(List<Point> points) {
    for (int i = 1; i < points.size(); i++) {
      Point more = points.get(i);
      if (more.seconds() > 0.75 * points.get(i - 1).seconds()) {
        return "Beyond %d workers, twice as many save less than a quarter of the time: %s."
            .formatted(points.get(i - 1).workers(), more.limit());
      }
    }
    return "Twice as many workers save more than a quarter of the time up to the last row.";
  }

  private static String duration(double seconds) {
    return seconds < 600
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : seconds < 36000
            ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  @com.google.errorprone.annotations.FormatMethod
  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n"));
  }
}
