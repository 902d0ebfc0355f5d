package hmrbench.video.draw;

import hmrbench.core.Fault;
import hmrbench.io.SansSerif;
import hmrbench.picture.image.Area;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Letters of one font and size, each drawn once and then copied: text on every frame of a video
 * costs next to nothing, and needs no display. May be shared between threads.
 */
public final class Lettering {

  /** Italic or wide letters reach beyond their advance, by up to these many pixels. */
  private static final int MARGIN = 2;

  private final Font font;
  private final FontRenderContext context = new FontRenderContext(null, true, true);
  private final int height;
  private final float baseline;
  private final Map<String, Glyph> letters = new ConcurrentHashMap<>();

  /** A letter: how far the next one is, and how much of each pixel this one covers, 0 to 255. */
  private static final class Glyph {
    final int width;
    final byte[] coverage;

    Glyph(int width, byte[] coverage) {
      this.width = width;
      this.coverage = coverage;
    }
  }

  /**
   * Sans serif letters.
   *
   * @param pixels height of a line
   * @throws Fault if the font cannot be loaded
   */
  public Lettering(int pixels, boolean bold) {
    SansSerif.require();
    this.font = SansSerif.of(bold ? Font.BOLD : Font.PLAIN, 1).deriveFont(pixels * 0.8f);
    LineMetrics metrics = font.getLineMetrics("Ag", context);
    this.height = pixels;
    this.baseline = (pixels + metrics.getAscent() - metrics.getDescent()) / 2;
  }

  /** Height of a line, in pixels. */
  public int height() {
    return height;
  }

  /** Width of a text, in pixels. */
  public int width(String text) {
    int width = 0;
    for (int at = 0; at < text.length(); at++) {
      width += glyph(text.substring(at, at + 1)).width;
    }
    return width;
  }

  /**
   * Writes one line.
   *
   * @param left column of its left end
   * @param top row of its upper edge
   * @return where it may have drawn
   */
  public Area write(Sketch sketch, String text, int left, int top, int colour, double opacity) {
    int x = left;
    for (int at = 0; at < text.length(); at++) {
      Glyph glyph = glyph(text.substring(at, at + 1));
      stamp(sketch, glyph, x, top, colour, opacity);
      x += glyph.width;
    }
    return new Area(left - MARGIN, top, x + MARGIN, top + height);
  }

  /** The text, cut with an ellipsis where it is wider than {@code width} pixels. */
  public String fitted(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    String shorter = text;
    while (!shorter.isEmpty() && width(shorter + "\u2026") > width) {
      shorter = shorter.substring(0, shorter.length() - 1);
    }
    return shorter + "\u2026";
  }

  private void stamp(Sketch sketch, Glyph glyph, int left, int top, int colour, double opacity) {
    byte[] coverage = glyph.coverage;
    int stride = coverage.length / height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < stride; x++) {
        int covered = coverage[y * stride + x] & 255;
        if (covered > 0) {
          sketch.mix(left + x - MARGIN, top + y, colour, opacity * covered / 255);
        }
      }
    }
  }

  private Glyph glyph(String letter) {
    return letters.computeIfAbsent(letter, this::draw);
  }

  private Glyph draw(String letter) {
    int advance = (int) Math.round(font.getStringBounds(letter, context).getWidth());
    int stride = advance + 2 * MARGIN;
    BufferedImage image = new BufferedImage(stride, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setColor(Color.WHITE);
    graphics.setFont(font);
    graphics.drawString(letter, MARGIN, baseline);
    graphics.dispose();
    byte[] coverage = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    return new Glyph(advance, coverage);
  }
}
