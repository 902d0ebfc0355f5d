package hmrbench.report.page;

import hmrbench.report.chart.Figure;
import hmrbench.report.chart.SvgText;
import java.util.List;
import java.util.Map;

/** Small pieces of HTML that several sections use. */
final class Html {

  private Html() {}

  static String paragraph(String text) {
    return Templates.fill("paragraph", text);
  }

  static String heading(String text) {
    return Templates.fill("heading", text);
  }

  /** A list of lines; empty for no lines. */
  static String list(List<String> lines) {
    return lines.isEmpty() ? "" : Templates.fill("list", Map.of("lines", lines));
  }

  /** Something that a click opens. */
  static String details(String summary, String body) {
    return Templates.fill("details", Map.of("summary", summary, "body", body));
  }

  static String code(String text) {
    return Templates.fill("code", text);
  }

  /** Figures side by side where there is room; wide ones take a row of their own. */
  static String figures(List<DrawnFigure> figures) {
    return figures.isEmpty()
        ? ""
        : Templates.fill("figures", Map.of("figures", figures.stream().map(Html::figure).toList()));
  }

  private static Map<String, Object> figure(DrawnFigure drawn) {
    return Map.of(
        "name", drawn.figure().name(),
        "wide", drawn.figure().width() > Figure.HALF,
        "svg", SvgText.inline(drawn.svg()));
  }
}
