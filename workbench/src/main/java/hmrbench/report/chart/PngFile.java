package hmrbench.report.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A chart as a PNG file (ISO/IEC 15948): 8 bits of red, green and blue, no row filter, which suits
 * flat colours. ImageIO tries five filters on every row, and took twice as long for larger files.
 */
final class PngFile {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Beyond this, files hardly get smaller. */
  private static final int COMPRESSION = 4;

  private PngFile() {}

  /**
   * The file.
   *
   * @param image of the kind {@link BufferedImage#TYPE_INT_RGB}
   */
  static byte[] of(BufferedImage image) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(SIGNATURE);
    DataOutputStream out = new DataOutputStream(file);
    chunk(out, "IHDR", header(image.getWidth(), image.getHeight()));
    chunk(out, "IDAT", compressed(image));
    chunk(out, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] header(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(width);
    out.writeInt(height);
    // Bits per colour, red-green-blue, the usual compression and filters, not interlaced.
    out.write(new byte[] {8, 2, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] compressed(BufferedImage image) throws IOException {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    byte[] row = new byte[1 + 3 * width];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
      for (int start = 0; start < pixels.length; start += width) {
        int at = 1; // The byte before says that the row has no filter.
        for (int x = start; x < start + width; x++) {
          int pixel = pixels[x];
          row[at] = (byte) (pixel >> 16);
          row[at + 1] = (byte) (pixel >> 8);
          row[at + 2] = (byte) pixel;
          at += 3;
        }
        out.write(row);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String kind, byte[] data) throws IOException {
    byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }
}
