package hmrbench.record;

import hmrbench.io.WholeFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * The crops of a sequence in one JPEG, as the network saw them but for the packing: row by row,
 * {@value #COLUMNS} in a row.
 */
final class SeenCrops {

  /** Where they lie, relative to the folder of their run. */
  static final String FOLDER = "crops/";

  /** Crops in a row. */
  static final int COLUMNS = 16;

  private static final float QUALITY = 0.8f;
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int SHORT_HASH = 16;

  private SeenCrops() {}

  /** Where it lies in the folder of its run; a name that no file can have is hashed. */
  static String path(String dataset, double framesPerSecond, String sequence) {
    String name =
        FILE_NAME.matcher(sequence).matches()
            ? sequence
            : Sha256.of(sequence).substring(0, SHORT_HASH);
    return FOLDER + "%s__%sfps/%s.jpg".formatted(dataset, Cell.fpsText(framesPerSecond), name);
  }

  /**
   * Writes crops.
   *
   * @param side of a crop, in pixels
   * @param rgb crop after crop, row by row
   */
  static void write(Path file, int side, byte[] rgb) {
    BufferedImage sheet = sheet(side, rgb);
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    ImageWriter writer = writers.next();
    try {
      WholeFile.write(
          file,
          out -> {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            try (ImageOutputStream image = ImageIO.createImageOutputStream(out)) {
              writer.setOutput(image);
              writer.write(null, new IIOImage(sheet, null, null), how);
            }
          });
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage sheet(int side, byte[] rgb) {
    int each = 3 * side * side;
    int crops = rgb.length / each;
    int rows = (crops + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * side, rows * side, BufferedImage.TYPE_INT_RGB);
    for (int crop = 0; crop < crops; crop++) {
      for (int p = 0; p < side * side; p++) {
        int at = crop * each + p * 3;
        sheet.setRGB(
            crop % COLUMNS * side + p % side,
            crop / COLUMNS * side + p / side,
            ((rgb[at] & 255) << 16) | ((rgb[at + 1] & 255) << 8) | (rgb[at + 2] & 255));
      }
    }
    return sheet;
  }
}
