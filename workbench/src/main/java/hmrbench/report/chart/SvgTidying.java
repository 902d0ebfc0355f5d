package hmrbench.report.chart;

import java.awt.Font;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SVG as the vector canvas writes it, an element a line, made smaller: without what cannot be seen,
 * with joined strokes and hundredths of pixels.
 */
final class SvgTidying {

  private static final Pattern FONT = Pattern.compile("font-family:&quot;[^&]*&quot;");
  private static final Pattern TEXT =
      Pattern.compile("( *)<text style=\"([^\"]*)\"([^>]*)>([^<]*)</text>");
  private static final Pattern SIZE = Pattern.compile("font-size:([0-9.]+)px");
  private static final Pattern STROKE =
      Pattern.compile(
          "<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\""
              + " y2=\"([^\"]*)\"/>");

  /** Decimals of a number that are not worth their bytes begin here. */
  private static final int MANY_DECIMALS = 3;

  private static final String BEFORE_NUMBERS = " \"(,ML";

  private final Figure figure;
  private final StringBuilder out;
  private final StringBuilder path = new StringBuilder();
  private String pathStyle = "";
  private String pathEnd = "";

  /** A group of which nothing has been seen yet but its start. */
  private String group = "";

  private SvgTidying(Figure figure, int length) {
    this.figure = figure;
    this.out = new StringBuilder(length);
  }

  static String of(String svg, Figure figure) {
    SvgTidying tidying = new SvgTidying(figure, svg.length());
    tidying.head();
    svg.substring(svg.indexOf('>', svg.indexOf("<svg")) + 1).lines().forEach(tidying::line);
    return tidying.out.toString();
  }

  /** The canvas leaves the size of a font out where it is 12, which is not a browser's default. */
  private void head() {
    out.append(
        String.format(
            Locale.ROOT,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" role=\"img\""
                + " font-size=\"12\">\n  <title>%s</title>",
            figure.width(),
            figure.height(),
            figure.width(),
            figure.height(),
            SvgText.escaped(figure.title())));
  }

  private void line(String line) {
    String element = line.strip();
    if (element.substring(0, element.indexOf('>') + 1).contains("-opacity:0;")) {
      return;
    }
    if (element.equals("</g>") && !group.isEmpty()) {
      group = "";
      return;
    }
    out.append(group);
    group = "";
    if (element.startsWith("<line ")) {
      stroke(shortened(element));
      return;
    }
    endPath();
    if (element.startsWith("<g ") || element.equals("<g>")) {
      group = shortened(named(line)) + '\n';
    } else {
      out.append(element.startsWith("<text ") ? measured(line) : shortened(named(line)));
      out.append('\n');
    }
  }

  /** Clips have names of their own in every figure, since a page shows many. */
  private String named(String line) {
    return line.contains("clip")
        ? line.replace("id=\"clip", "id=\"" + figure.name() + "-clip")
            .replace("url(#clip", "url(#" + figure.name() + "-clip")
        : line;
  }

  /** Strokes that go on where the last one of the same look ended become one path. */
  private void stroke(String element) {
    Matcher line = STROKE.matcher(element);
    if (!line.matches()) {
      endPath();
      out.append(element).append('\n');
      return;
    }
    if (!line.group(1).equals(pathStyle)) {
      endPath();
    }
    pathStyle = line.group(1);
    String from = line.group(2) + "," + line.group(4);
    path.append(path.isEmpty() || !from.equals(pathEnd) ? "M" + from : "");
    pathEnd = line.group(3) + "," + line.group(5);
    path.append('L').append(pathEnd);
  }

  private void endPath() {
    if (!path.isEmpty()) {
      out.append("<path style=\"").append(pathStyle).append("\" d=\"").append(path);
      out.append("\"/>\n");
      path.setLength(0);
    }
  }

  /** A text with the width that the layout gave it, for readers that lack its font. */
  private static String measured(String line) {
    Matcher text = TEXT.matcher(FONT.matcher(line).replaceFirst("font-family:" + Typeface.CSS));
    if (!text.matches()) {
      return shortened(line);
    }
    String style = text.group(2);
    String words = text.group(4);
    String length =
        words.isBlank()
            ? ""
            : String.format(
                Locale.ROOT,
                " textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\"",
                Typeface.width(font(style), plain(words)));
    return "%s<text style=\"%s\"%s%s>%s</text>"
        .formatted(text.group(1), style, shortened(text.group(3)), length, words);
  }

  private static Font font(String style) {
    Matcher size = SIZE.matcher(style);
    int bold = style.contains("font-weight:bold") ? Font.BOLD : Font.PLAIN;
    float points = size.find() ? Float.parseFloat(size.group(1)) : Typeface.DEFAULT_SIZE;
    return Typeface.LABEL.deriveFont(bold, points);
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

  /** The same markup with every number in hundredths at most. */
  private static String shortened(String markup) {
    StringBuilder shorter = new StringBuilder(markup.length());
    int at = 0;
    while (at < markup.length()) {
      boolean start = at > 0 && BEFORE_NUMBERS.indexOf(markup.charAt(at - 1)) >= 0;
      int end = start ? endOfNumber(markup, at) : at;
      if (end == at) {
        shorter.append(markup.charAt(at));
        at++;
        continue;
      }
      int point = markup.indexOf('.', at);
      if (point >= 0 && end - point > MANY_DECIMALS) {
        hundredths(shorter, Double.parseDouble(markup.substring(at, end)));
      } else {
        shorter.append(markup, at, end);
      }
      at = end;
    }
    return shorter.toString();
  }

  /** Where the number that starts here ends; where it starts, if there is none. */
  private static int endOfNumber(String markup, int from) {
    int at = markup.charAt(from) == '-' ? from + 1 : from;
    int first = at;
    while (at < markup.length() && "0123456789.E-".indexOf(markup.charAt(at)) >= 0) {
      at++;
    }
    boolean digit = first < at && Character.isDigit(markup.charAt(first));
    return digit ? at : from;
  }

  private static void hundredths(StringBuilder to, double value) {
    long rounded = Math.round(Math.abs(value) * 100);
    if (value < 0 && rounded > 0) {
      to.append('-');
    }
    to.append(rounded / 100);
    long part = rounded % 100;
    if (part > 0) {
      to.append('.').append(part / 10);
      if (part % 10 > 0) {
        to.append(part % 10);
      }
    }
  }
}
