package hmrbench.picture.image;

/**
 * Pixels as networks take them, channels first. {@link #write}: as the SPIN family's ResNet-50
 * does, red green blue, divided by 255, then ImageNet's mean and deviation of each channel. Source:
 * torchvision's ImageNet models; TCMR lib/data_utils/_img_utils.py, get_default_transform, at
 * c41fdd7.
 */
public final class NetworkInput {

  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  private static final float HALF_RANGE = 127.5f;

  private NetworkInput() {}

  /**
   * Writes a crop as [3, height, width].
   *
   * @param target where it goes
   * @param from index of its first value there
   */
  public static void write(Picture crop, float[] target, int from) {
    int pixels = crop.width() * crop.height();
    byte[] rgb = crop.rgb();
    for (int channel = 0; channel < 3; channel++) {
      for (int p = 0; p < pixels; p++) {
        float level = (rgb[3 * p + channel] & 255) / 255f;
        target[from + channel * pixels + p] = (level - MEAN[channel]) / DEVIATION[channel];
      }
    }
  }

  /**
   * Writes a crop as [3, height, width], levels from 0 to 255 as -1 to 1.
   *
   * @param target where it goes
   * @param from index of its first value there
   */
  public static void writeCentred(Picture crop, float[] target, int from) {
    int pixels = crop.width() * crop.height();
    byte[] rgb = crop.rgb();
    for (int channel = 0; channel < 3; channel++) {
      for (int p = 0; p < pixels; p++) {
        target[from + channel * pixels + p] = (rgb[3 * p + channel] & 255) / HALF_RANGE - 1;
      }
    }
  }
}
