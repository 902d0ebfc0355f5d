package hmrbench.run;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Lazy;
import hmrbench.data.official.CropViewer;
import hmrbench.model.hmmr.HmmrImages;
import hmrbench.tensor.ComputeDevice;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** HMMR's network on crops, opened when the first is looked at. It computes on the processor. */
final class CropFeatures implements CropViewer {

  private static final int SIDE = 224;
  private static final int VALUES = 3 * SIDE * SIDE;
  private static final float HALF_RANGE = 127.5f;

  /** Crops that are decoded before they are looked at. */
  private static final int AT_ONCE = 32;

  private final Path backbone;
  private final Lazy<FloatGrid> grey;
  private @Nullable HmmrImages opened;

  /**
   * @param backbone its checkpoint
   */
  CropFeatures(Path backbone) {
    this.backbone = backbone;
    this.grey = new Lazy<>(() -> network().features(FloatGrid.zeros(1, 3, SIDE, SIDE)));
  }

  @Override
  public int featureSize() {
    return HmmrImages.FEATURES;
  }

  @Override
  public FloatGrid ofGrey() {
    return grey.get();
  }

  @Override
  public FloatGrid of(List<byte[]> pictures, String source) {
    float[] features = new float[pictures.size() * featureSize()];
    for (int from = 0; from < pictures.size(); from += AT_ONCE) {
      List<byte[]> some = pictures.subList(from, Math.min(pictures.size(), from + AT_ONCE));
      float[] pixels = new float[some.size() * VALUES];
      for (int i = 0; i < some.size(); i++) {
        write(some.get(i), from + i, source, pixels, i * VALUES);
      }
      FloatGrid found = network().features(FloatGrid.owning(pixels, some.size(), 3, SIDE, SIDE));
      found.copyTo(0, features, from * featureSize(), found.length());
    }
    return FloatGrid.owning(features, pictures.size(), featureSize());
  }

  private static void write(byte[] encoded, int frame, String source, float[] target, int at) {
    int[] pixels = decoded(encoded, frame, source).getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    for (int p = 0; p < pixels.length; p++) {
      for (int channel = 0; channel < 3; channel++) {
        int level = (pixels[p] >> (8 * (2 - channel))) & 255;
        target[at + channel * SIDE * SIDE + p] = level / HALF_RANGE - 1;
      }
    }
  }

  private static BufferedImage decoded(byte[] encoded, int frame, String source) {
    BufferedImage image;
    try {
      image = ImageIO.read(new ByteArrayInputStream(encoded));
    } catch (IOException e) {
      throw Fault.of(
          Fault.Kind.ASKED_WRONGLY,
          Path.of(source),
          "picture %d cannot be decoded".formatted(frame),
          e);
    }
    if (image == null || image.getWidth() != SIDE || image.getHeight() != SIDE) {
      String actual =
          image == null
              ? "no picture that Java decodes"
              : Arrays.toString(new int[] {image.getWidth(), image.getHeight()});
      throw Fault.asked(
          "%s: frame %d: expected a picture of [%d, %d] pixels, got %s; make the file again with"
              + " crops of this size",
          source, frame, SIDE, SIDE, actual);
    }
    return image;
  }

  private synchronized HmmrImages network() {
    HmmrImages network = opened;
    if (network == null) {
      network = HmmrImages.open(backbone, ComputeDevice.CPU);
      opened = network;
    }
    return network;
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
