package hmrbench.picture.image;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import hmrbench.io.WholeFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures on disk. */
public final class Png {

  private Png() {}

  /**
   * Writes a picture; the name appears only when the file is whole.
   *
   * @throws Fault if it cannot be written
   */
  public static void write(Picture picture, Path file) {
    BufferedImage image = image(picture);
    WholeFile.write(file, out -> out.write(encoded(image)));
  }

  /** In memory: ImageIO's cache on disk hides why a disk refuses, and fails once more at exit. */
  private static byte[] encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("no PNG writer");
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a PNG, JPEG or BMP.
   *
   * @throws Fault if there is none, or it is not a picture
   */
  public static Picture read(Path file) {
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: cannot be read as a picture: %s".formatted(file, Reason.of(e)),
          e);
    }
    if (image == null) {
      throw Fault.asked("%s: not a picture; expected PNG, JPEG or BMP", file);
    }
    Picture picture = Picture.black(image.getWidth(), image.getHeight());
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        picture.colour(x, y, image.getRGB(x, y));
      }
    }
    return picture;
  }

  private static BufferedImage image(Picture picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] rgb = picture.rgb();
    for (int at = 0; at < rgb.length; at += 3) {
      bgr[at] = rgb[at + 2];
      bgr[at + 1] = rgb[at + 1];
      bgr[at + 2] = rgb[at];
    }
    return image;
  }
}
