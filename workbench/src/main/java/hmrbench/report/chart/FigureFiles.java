package hmrbench.report.chart;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import hmrbench.core.VisibleText;
import hmrbench.io.SansSerif;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A figure as the bytes of a file. */
public final class FigureFiles {

  /** Pixels of a PNG per pixel of a figure, so that it prints sharply. */
  private static final int SCALE = 2;

  private FigureFiles() {}

  /** The figure as an SVG document. */
  public static String svg(Figure figure) {
    SansSerif.require();
    VectorGraphics2D canvas = new OneLineTexts();
    figure.paint(canvas);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PageSize page = new PageSize(0, 0, figure.width(), figure.height());
      new SVGProcessor().getDocument(canvas.getCommands(), page).writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SvgTidying.of(bytes.toString(StandardCharsets.UTF_8), figure);
  }

  /** The figure as a PNG file, twice as large in each direction. */
  public static byte[] png(Figure figure) {
    SansSerif.require();
    BufferedImage image =
        new BufferedImage(
            figure.width() * SCALE, figure.height() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    canvas.scale(SCALE, SCALE);
    figure.paint(canvas);
    canvas.dispose();
    try {
      return PngFile.of(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws characters that XML may not hold, and ends of lines, as their codes. */
  private static final class OneLineTexts extends VectorGraphics2D {

    @Override
    public void drawString(String text, float x, float y) {
      super.drawString(VisibleText.line(text), x, y);
    }
  }
}
