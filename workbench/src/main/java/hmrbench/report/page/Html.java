package hmrbench.report.page;

import com.samskivert.mustache.Escapers;
import hmrbench.core.VisibleText;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.SvgText;
import java.util.List;
import java.util.stream.Collectors;

/** Small pieces of HTML; every text that comes from records is escaped here. */
final class Html {

  private Html() {}

  /** A text as a template wants it. */
  static String escaped(String text) {
    return Escapers.HTML.escape(VisibleText.lines(text));
  }

  static String text(String text) {
    return SvgText.escaped(text);
  }

  static String paragraph(String text) {
    return "<p>" + text(text) + "</p>\n";
  }

  static String small(String text) {
    return "<p class=\"small\">" + text(text) + "</p>\n";
  }

  static String heading(String text) {
    return "<h3>" + text(text) + "</h3>\n";
  }

  /** A list of lines; empty for no lines. */
  static String list(List<String> lines) {
    return lines.isEmpty()
        ? ""
        : lines.stream()
            .map(line -> "<li>" + text(line) + "</li>")
            .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n"));
  }

  /** Something that a click opens. */
  static String details(String summary, String body) {
    return "<details><summary>" + text(summary) + "</summary>\n" + body + "</details>\n";
  }

  static String code(String text) {
    return "<pre tabindex=\"0\"><code>" + text(text) + "</code></pre>\n";
  }

  /** Figures side by side where there is room; wide ones take a row of their own. */
  static String figures(List<DrawnFigure> figures) {
    return figures.isEmpty()
        ? ""
        : figures.stream()
            .map(Html::figure)
            .collect(Collectors.joining("\n", "<div class=\"figures\">\n", "\n</div>\n"));
  }

  private static String figure(DrawnFigure drawn) {
    String wide = drawn.figure().width() > Figure.HALF ? " class=\"full\" tabindex=\"0\"" : "";
    return "<figure id=\"chart-%s\"%s>%s</figure>"
        .formatted(drawn.figure().name(), wide, SvgText.inline(drawn.svg()));
  }
}
