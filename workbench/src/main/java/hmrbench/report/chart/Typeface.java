package hmrbench.report.chart;

import hmrbench.io.SansSerif;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;

/** The fonts of every figure. */
final class Typeface {

  /** What an SVG asks a browser for: families with the same character widths. */
  static final String CSS = "'" + SansSerif.FAMILY + "',Arial,Helvetica,sans-serif";

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /** The size that the vector canvas leaves unsaid, in pixels. */
  static final float DEFAULT_SIZE = 12;

  static final Font TITLE = SansSerif.of(Font.BOLD, 15);
  static final Font SUBTITLE = SansSerif.of(Font.PLAIN, 12);
  static final Font AXIS = SansSerif.of(Font.PLAIN, 13);
  static final Font TICK = SansSerif.of(Font.PLAIN, 12);
  static final Font LABEL = SansSerif.of(Font.PLAIN, 12);
  static final Font NUMBER = SansSerif.of(Font.BOLD, 13);

  private Typeface() {}

  /** Width of a text, in pixels. */
  static double width(Font font, String text) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  /**
   * The text in lines of at most {@code width} pixels, broken at blanks, and behind hyphens where a
   * word alone is wider.
   */
  static List<String> brokenNames(Font font, String text, double width) {
    java.util.ArrayList<String> lines = new java.util.ArrayList<>();
    for (String line : lines(font, text, width)) {
      StringBuilder part = new StringBuilder();
      for (String piece : line.split("(?<=-)", -1)) {
        if (!part.isEmpty() && width(font, part + piece) > width) {
          lines.add(part.toString());
          part.setLength(0);
        }
        part.append(piece);
      }
      lines.add(part.toString());
    }
    return lines;
  }

  /** The text in lines of at most {@code width} pixels, broken at blanks. */
  static List<String> lines(Font font, String text, double width) {
    java.util.ArrayList<String> lines = new java.util.ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(font, longer) > width) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
