package hmrbench.report.chart;

import hmrbench.core.VisibleText;

/** SVG inside a page. */
public final class SvgText {

  private SvgText() {}

  /**
   * An SVG document as an element of a page: without its XML head and its fixed size, and with the
   * neutral colours as variables of the page, so that it follows a light or a dark theme.
   */
  public static String inline(String svg) {
    String text = svg.substring(svg.indexOf("<svg"));
    text = text.replaceFirst(" width=\"\\d+\" height=\"(\\d+)\"", "");
    text = themed(text, Ink.TEXT, "ink");
    text = themed(text, Ink.MUTED, "muted");
    text = themed(text, Ink.GRID, "grid");
    text = themed(text, Ink.PAPER, "paper");
    return text.strip();
  }

  private static String themed(String text, java.awt.Color token, String variable) {
    String rgb = "rgb(%s,%s,%s)".formatted(token.getRed(), token.getGreen(), token.getBlue());
    return text.replace(rgb, "var(--" + variable + ")");
  }

  /** A text as XML and HTML want it; characters that neither may hold become their codes. */
  public static String escaped(String text) {
    return VisibleText.lines(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
