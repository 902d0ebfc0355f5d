package hmrbench.report.chart;

import java.awt.Font;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SVG as the vector canvas writes it, made smaller, and fit to stand inside a page. */
public final class SvgText {

  private static final Pattern INVISIBLE =
      Pattern.compile("\\s*<(rect|line|path|ellipse)[^>]*(fill|stroke)-opacity:0;[^>]*/>");
  private static final Pattern EMPTY_GROUP = Pattern.compile("\\s*<g[^>]*>\\s*</g>");
  private static final Pattern FONT = Pattern.compile("font-family:&quot;[^&]*&quot;");
  private static final Pattern TEXT = Pattern.compile("<text style=\"([^\"]*)\"([^>]*)>([^<]*)<");
  private static final Pattern SIZE = Pattern.compile("font-size:([0-9.]+)px");
  private static final Pattern NUMBER = Pattern.compile("(?<=[ \"(,ML])-?\\d+\\.\\d{3,}");
  private static final Pattern LINE =
      Pattern.compile(
          "<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\""
              + " y2=\"([^\"]*)\"/>");

  private SvgText() {}

  static String tidied(String svg, Figure figure) {
    String text = INVISIBLE.matcher(svg).replaceAll("");
    text = EMPTY_GROUP.matcher(text).replaceAll("");
    text = FONT.matcher(text).replaceAll("font-family:" + Typeface.CSS);
    text = TEXT.matcher(text).replaceAll(SvgText::measured);
    text = NUMBER.matcher(text).replaceAll(SvgText::shortened);
    text = joinedLines(text);
    text = text.replace("id=\"clip", "id=\"" + figure.name() + "-clip");
    text = text.replace("url(#clip", "url(#" + figure.name() + "-clip");
    // The canvas leaves the size of a font out where it is 12, which is not a browser's default.
    int start = text.indexOf("<svg");
    int body = text.indexOf('>', start) + 1;
    String head =
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" font-size=\"12\">\n  <title>%s</title>",
            figure.width(),
            figure.height(),
            figure.width(),
            figure.height(),
            escaped(figure.title()));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + head + text.substring(body);
  }

  /** A text with the width that the layout gave it, for readers that lack its font. */
  private static String measured(java.util.regex.MatchResult element) {
    String style = element.group(1);
    Matcher size = SIZE.matcher(style);
    int bold = style.contains("font-weight:bold") ? Font.BOLD : Font.PLAIN;
    float points = size.find() ? Float.parseFloat(size.group(1)) : Typeface.DEFAULT_SIZE;
    double width = Typeface.width(Typeface.LABEL.deriveFont(bold, points), plain(element.group(3)));
    String length =
        element.group(3).isBlank()
            ? ""
            : String.format(Locale.ROOT, " textLength=\"%.1f\"", width)
                + " lengthAdjust=\"spacingAndGlyphs\"";
    return Matcher.quoteReplacement(
        "<text style=\"" + style + "\"" + element.group(2) + length + ">" + element.group(3) + "<");
  }

  private static String plain(String escaped) {
    return escaped
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static String shortened(java.util.regex.MatchResult number) {
    double value = Double.parseDouble(number.group());
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** Strokes that go on where the last one of the same look ended become one path. */
  private static String joinedLines(String svg) {
    StringBuilder out = new StringBuilder(svg.length());
    StringBuilder path = new StringBuilder();
    String style = "";
    String end = "";
    for (String row : svg.split("\n", -1)) {
      Matcher line = LINE.matcher(row.strip());
      if (!line.matches()) {
        flush(out, path, style);
        out.append(row).append('\n');
        continue;
      }
      String from = line.group(2) + "," + line.group(4);
      if (!path.isEmpty() && !line.group(1).equals(style)) {
        flush(out, path, style);
      }
      style = line.group(1);
      path.append(path.isEmpty() || !from.equals(end) ? "M" + from : "");
      end = line.group(3) + "," + line.group(5);
      path.append('L').append(end);
    }
    flush(out, path, style);
    return out.toString();
  }

  private static void flush(StringBuilder out, StringBuilder path, String style) {
    if (!path.isEmpty()) {
      out.append("<path style=\"").append(style).append("\" d=\"").append(path).append("\"/>\n");
      path.setLength(0);
    }
  }

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
    String rgb = "rgb(%d,%d,%d)".formatted(token.getRed(), token.getGreen(), token.getBlue());
    return text.replace(rgb, "var(--" + variable + ")");
  }

  /** A text as XML and HTML want it. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
