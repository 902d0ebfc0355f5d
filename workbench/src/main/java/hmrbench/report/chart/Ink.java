package hmrbench.report.chart;

import java.awt.Color;
import java.util.List;

/**
 * The colours of every figure.
 *
 * <p>Series take the eight colours that Okabe and Ito (2008, "Color Universal Design") chose to
 * stay apart for colour-blind readers; black and yellow are left out, since one vanishes on a dark
 * page and the other on a white one. The neutrals are tokens: a page replaces them by its own
 * colours, which is how one SVG serves a light and a dark page.
 */
public final class Ink {

  /** Titles and numbers. */
  public static final Color TEXT = new Color(31, 35, 40);

  /** Axis labels and notes. */
  public static final Color MUTED = new Color(89, 99, 110);

  /** Grid lines and frames. */
  public static final Color GRID = new Color(217, 222, 227);

  /** What lies behind. */
  public static final Color PAPER = new Color(255, 255, 255);

  public static final Color BLUE = new Color(0, 114, 178);
  public static final Color SKY = new Color(86, 180, 233);
  public static final Color GREEN = new Color(0, 158, 115);
  public static final Color ORANGE = new Color(230, 159, 0);
  public static final Color VERMILION = new Color(213, 94, 0);
  public static final Color PURPLE = new Color(204, 121, 167);

  /** Okabe and Ito's order does not go past eight: these keep apart by lightness. */
  public static final Color INDIGO = new Color(94, 79, 162);

  public static final Color BROWN = new Color(140, 86, 75);

  /** From Tol (2021, "Colour schemes", muted), for two more. */
  public static final Color OLIVE = new Color(153, 153, 51);

  public static final Color WINE = new Color(170, 51, 119);

  /** Truth and reference rows. */
  public static final Color REFERENCE = new Color(128, 136, 144);

  /** What past, current and future are drawn in: none of them a colour of a model. */
  public static final List<Color> ATTENTION =
      List.of(new Color(106, 90, 205), new Color(227, 178, 60), new Color(64, 160, 154));

  private Ink() {}

  /** The same colour, seen through: {@code opacity} from 0 to 1. */
  public static Color faded(Color color, double opacity) {
    int alpha = (int) Math.round(255 * opacity);
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  /** As CSS writes it, without opacity. */
  public static String css(Color color) {
    return String.format(
        java.util.Locale.ROOT, "#%02x%02x%02x", color.getRed(), color.getGreen(), color.getBlue());
  }
}
