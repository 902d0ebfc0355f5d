package hmrbench.report.chart;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.util.List;
import java.util.Set;

/** The fonts of every figure: one family with the widths of Arial, wherever there is one. */
final class Typeface {

  /** Families with the same character widths, so that a layout measured in one fits the others. */
  private static final List<String> FAMILIES =
      List.of("Liberation Sans", "Arial", "Helvetica", "Nimbus Sans", "Arimo");

  /** What an SVG asks a browser for. */
  static final String CSS = "'Liberation Sans',Arial,Helvetica,sans-serif";

  private static final String FAMILY = family();
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /** The size that the vector canvas leaves unsaid, in pixels. */
  static final float DEFAULT_SIZE = 12;

  static final Font TITLE = new Font(FAMILY, Font.BOLD, 15);
  static final Font SUBTITLE = new Font(FAMILY, Font.PLAIN, 12);
  static final Font AXIS = new Font(FAMILY, Font.PLAIN, 13);
  static final Font TICK = new Font(FAMILY, Font.PLAIN, 12);
  static final Font LABEL = new Font(FAMILY, Font.PLAIN, 12);
  static final Font NUMBER = new Font(FAMILY, Font.BOLD, 13);

  private Typeface() {}

  private static String family() {
    Set<String> installed =
        Set.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
    return FAMILIES.stream().filter(installed::contains).findFirst().orElse(Font.SANS_SERIF);
  }

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
