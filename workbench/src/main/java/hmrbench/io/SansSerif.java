package hmrbench.io;

import static java.util.Objects.requireNonNull;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.swing.text.StyleContext;

/**
 * The font of charts and films: Liberation Sans, whose characters have the widths of Arial's. It
 * comes with the program, so that a picture is the same on every machine; characters that it lacks
 * are drawn in a font of the machine.
 */
public final class SansSerif {

  /** As an SVG or a page may ask for it. */
  public static final String FAMILY = "Liberation Sans";

  private static final List<String> FILES =
      List.of("/liberation/LiberationSans-Regular.ttf", "/liberation/LiberationSans-Bold.ttf");

  /** Characters in a row of the cache of {@code sun.font.CompositeGlyphMapper}. */
  private static final int CACHE_ROW = 256;

  /** By style; empty until they are loaded. */
  private static Map<Integer, Font> fonts = Map.of();

  private SansSerif() {}

  /**
   * The font in one style; one of the machine where {@link #require} fails.
   *
   * @param style {@link Font#PLAIN} or {@link Font#BOLD}
   * @param size in pixels
   */
  public static Font of(int style, int size) {
    try {
      return requireNonNull(loaded().get(style)).deriveFont((float) size);
    } catch (Fault e) {
      return new Font(Font.SANS_SERIF, style, size);
    }
  }

  /**
   * Loads the font; whoever makes a picture asks for it first.
   *
   * @throws Fault if it cannot be loaded, or this machine has no font at all
   */
  public static void require() {
    loaded();
  }

  private static synchronized Map<Integer, Font> loaded() {
    try {
      if (fonts.isEmpty()) {
        FILES.forEach(SansSerif::register);
        fonts = Map.of(Font.PLAIN, withCache(Font.PLAIN), Font.BOLD, withCache(Font.BOLD));
      }
      return fonts;
    } catch (InternalError | NullPointerException | UnsatisfiedLinkError e) {
      // What Java throws where fontconfig or the fonts are missing depends on its build.
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "no font for letters in charts and films: install fontconfig and one font, for example"
              + " the packages fontconfig and fonts-dejavu-core",
          e);
    }
  }

  /**
   * The font after a look at one character of every row of Java's cache of its glyphs. A thread
   * that reads a row while another thread adds it may get the box of a missing character, and Java
   * keeps the width of that box: with all rows there, no thread adds one.
   */
  private static Font withCache(int style) {
    // Not `new Font`: that one draws a box for a character that the family lacks.
    Font font = StyleContext.getDefaultStyleContext().getFont(FAMILY, style, 1);
    StringBuilder oneOfEveryRow = new StringBuilder();
    for (int row = 0; row < Character.MIN_SURROGATE; row += CACHE_ROW) {
      IntStream.range(row, row + CACHE_ROW)
          .filter(font::canDisplay)
          .limit(1)
          .forEach(oneOfEveryRow::appendCodePoint);
    }
    font.createGlyphVector(new FontRenderContext(null, true, true), oneOfEveryRow.toString());
    return font;
  }

  private static void register(String file) {
    try (InputStream in = SansSerif.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("it is not on the class path");
      }
      Font font = Font.createFont(Font.TRUETYPE_FONT, in);
      GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
    } catch (IOException | FontFormatException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "the font %s cannot be loaded (%s); Java copies it to %s: make room there, or name another"
                  .formatted(FAMILY, Reason.of(e), System.getProperty("java.io.tmpdir"))
              + " folder with HMRBENCH_JAVA_OPTS=-Djava.io.tmpdir=DIR",
          e);
    }
  }
}
