package hmrbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The font of charts and films is the same on every machine. */
class SansSerifTest {

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private static double width(Font font, String text) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  /** Widths in thousandths of the size, of Adobe's metrics of Helvetica and Helvetica Bold. */
  @ParameterizedTest
  @CsvSource({
    "0, Hamburg, 4112", // 722 + 556 + 833 + 556 + 556 + 333 + 556
    "1, Hamburg, 4389", // 722 + 556 + 889 + 611 + 611 + 389 + 611
    "0, 0123456789, 5560",
    "0, Wij, 1388" // 944 + 222 + 222
  })
  void characters_have_the_widths_of_helvetica(int style, String text, int thousandths) {
    assertThat(width(SansSerif.of(style, 100), text)).isCloseTo(thousandths / 10.0, within(0.5));
  }

  @Test
  void it_is_the_font_that_comes_with_the_program() {
    assertThat(SansSerif.of(Font.PLAIN, 12).getFamily()).isEqualTo(SansSerif.FAMILY);
    assertThat(SansSerif.of(Font.BOLD, 12).deriveFont(30f).getFamily()).isEqualTo(SansSerif.FAMILY);
  }

  /**
   * No thread adds a row to the cache while another one reads it: a letter t of a title once got
   * the width of a missing character in this way, in every figure of a run.
   */
  @ParameterizedTest
  @ValueSource(ints = {Font.PLAIN, Font.BOLD})
  void all_rows_of_the_cache_of_its_glyphs_are_there_from_the_start(int style) throws Exception {
    Font font = SansSerif.of(style, 1).deriveFont(17.5f);
    Object internals =
        Class.forName("sun.font.FontUtilities")
            .getMethod("getFont2D", Font.class)
            .invoke(null, font);
    Method mapperOf = Class.forName("sun.font.CompositeFont").getDeclaredMethod("getMapper");
    Field rowsOf = Class.forName("sun.font.CompositeGlyphMapper").getDeclaredField("glyphMaps");
    mapperOf.setAccessible(true);
    rowsOf.setAccessible(true);
    // A copy, since a look at a character adds its row.
    int[][] rows = ((int[][]) rowsOf.get(mapperOf.invoke(internals))).clone();
    for (int i = 0; i < rows.length; i++) {
      boolean used = IntStream.range(256 * i, 256 * (i + 1)).anyMatch(font::canDisplay);
      assertThat(rows[i] != null).as("row %02x", i).isEqualTo(used);
    }
  }

  /** A snowman, and a word of two characters that no font of Latin letters has. */
  @Test
  void what_it_lacks_comes_from_a_font_of_the_machine_that_has_it() {
    Font machine = new Font(Font.DIALOG, Font.PLAIN, 12);
    Font font = SansSerif.of(Font.PLAIN, 12);
    int found = 0;
    for (char character : "\u2603\u2654\u65e5\u672c".toCharArray()) {
      if (machine.canDisplay(character)) {
        assertThat(font.canDisplay(character)).as("%04x", (int) character).isTrue();
        found++;
      }
    }
    assertThat(new Font(SansSerif.FAMILY, Font.PLAIN, 12).canDisplay('\u2603')).isFalse();
    assertThat(found).isPositive();
  }
}
