package hmrbench.report.page;

import hmrbench.metric.stats.Interval;
import hmrbench.report.chart.Curve;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.LengthFigure;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.finding.LengthFindings;
import hmrbench.report.finding.LengthFindings.Line;
import hmrbench.report.finding.LengthTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The findings at every length of training, where networks of several lengths were run. */
final class LengthSection implements Section {

  private static final double HALF = 0.5;

  private static final List<SeriesStyle.Shape> POINTS =
      List.of(SeriesStyle.Shape.SQUARE, SeriesStyle.Shape.DIAMOND, SeriesStyle.Shape.TRIANGLE);

  @Override
  public String id() {
    return "lengths";
  }

  @Override
  public String shortName() {
    return "Lengths";
  }

  @Override
  public String heading() {
    return "Findings against training steps";
  }

  @Override
  public String body(PageData data, PageParts page) {
    LengthFindings findings = LengthFindings.of(data.run(), data.home(), data.scan().attention());
    if (findings.isEmpty()) {
      return "";
    }
    List<Figure> figures =
        findings.findings().stream().map(name -> figure(data, findings, name)).toList();
    return Html.paragraph(
            "Each length is a training of its own, to a number of steps that was fixed beforehand"
                + " or until validation was flat. Claims are judged among networks of one length.")
        + page.fixed(LengthTable.of(data.run(), data.home(), findings))
        + page.figures(figures);
  }

  private static Figure figure(PageData data, LengthFindings findings, String name) {
    List<Line> lines =
        findings.lines().stream().filter(line -> line.finding().equals(name)).toList();
    List<Curve> curves = new ArrayList<>();
    for (Line line : lines) {
      long alike =
          curves.stream().filter(it -> it.style().color().equals(look(data, line).color())).count();
      curves.add(curve(findings, line, distinct(look(data, line), (int) alike)));
    }
    String unit = lines.get(0).unit();
    return LengthFigure.of(
        "lengths-" + name,
        lines.get(0).claim(),
        unit.isEmpty() ? "error at 30 over that at 15 frames/s" : "change (" + unit + ")",
        unit.isEmpty() ? HALF : 0,
        curves,
        data.home().words()
            + ". Bars: 95 %, over people and seeds. The last point was trained until validation was"
            + " flat; it is drawn at the mean of its steps.");
  }

  private static SeriesStyle look(PageData data, Line line) {
    return data.run().styles().of(line.model()).labelled(line.what());
  }

  /** Lines of one network are told apart by dashes and points. */
  private static SeriesStyle distinct(SeriesStyle style, int before) {
    return before == 0
        ? style
        : new SeriesStyle(
            style.label(), style.color(), POINTS.get((before - 1) % POINTS.size()), true);
  }

  private static Curve curve(LengthFindings findings, Line line, SeriesStyle style) {
    List<Curve.Point> points = new ArrayList<>();
    for (int i = 0; i < findings.lengths().size(); i++) {
      long steps = Math.round(findings.lengths().get(i).steps());
      Optional<Interval> change = line.evidence().get(i).flatMap(it -> it.change());
      change.ifPresent(
          it -> points.add(new Curve.Point(steps, it.estimate(), it.low(), it.high())));
    }
    return new Curve(style, points);
  }
}
