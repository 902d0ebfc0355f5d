package hmrbench.picture.image;

import hmrbench.picture.geometry.AffineMap;

/**
 * Cuts a crop out of a picture through an affine map.
 *
 * <p>Bilinear with the fixed point of OpenCV 4.6's warpAffine, which made the official features:
 * source coordinates are rounded to 1/32 pixel and the four weights are integers out of 1024. No
 * anti-aliasing, as there: a person larger than the crop is sampled, not averaged.
 */
public final class Crop {

  /** Binary digits of a source coordinate below the pixel while it is summed up. */
  private static final int SUM_BITS = 10;

  /** Binary digits of a source coordinate that the weights know. */
  private static final int WEIGHT_BITS = 5;

  private static final int STEPS = 1 << WEIGHT_BITS;
  private static final int DROPPED = SUM_BITS - WEIGHT_BITS;
  private static final int HALF_STEP = 1 << (DROPPED - 1);

  private Crop() {}

  /**
   * A crop of {@code width x height} pixels.
   *
   * @param toCrop from pixels of {@code picture} to pixels of the crop
   */
  public static Picture of(
      Picture picture, AffineMap toCrop, int width, int height, Border border) {
    AffineMap back = toCrop.inverse();
    Picture crop = Picture.black(width, height);
    int[] stepX = new int[width];
    int[] stepY = new int[width];
    for (int x = 0; x < width; x++) {
      stepX[x] = fixed(back.xx() * x);
      stepY[x] = fixed(back.yx() * x);
    }
    for (int y = 0; y < height; y++) {
      int rowX = fixed(back.xy() * y + back.x0()) + HALF_STEP;
      int rowY = fixed(back.yy() * y + back.y0()) + HALF_STEP;
      for (int x = 0; x < width; x++) {
        sample(
            picture,
            (rowX + stepX[x]) >> DROPPED,
            (rowY + stepY[x]) >> DROPPED,
            border,
            crop.rgb(),
            3 * (y * width + x));
      }
    }
    return crop;
  }

  /**
   * @param fixedX column in 1/32 pixel
   * @param fixedY row in 1/32 pixel
   */
  private static void sample(
      Picture picture, int fixedX, int fixedY, Border border, byte[] target, int at) {
    int left = fixedX >> WEIGHT_BITS;
    int top = fixedY >> WEIGHT_BITS;
    int right = fixedX & (STEPS - 1);
    int down = fixedY & (STEPS - 1);
    int a = index(picture, left, top, border);
    int b = index(picture, left + 1, top, border);
    int c = index(picture, left, top + 1, border);
    int d = index(picture, left + 1, top + 1, border);
    int weightA = (STEPS - right) * (STEPS - down);
    int weightB = right * (STEPS - down);
    int weightC = (STEPS - right) * down;
    int weightD = right * down;
    byte[] rgb = picture.rgb();
    for (int channel = 0; channel < 3; channel++) {
      int sum =
          weightA * level(rgb, a, channel)
              + weightB * level(rgb, b, channel)
              + weightC * level(rgb, c, channel)
              + weightD * level(rgb, d, channel);
      target[at + channel] = (byte) ((sum + STEPS * STEPS / 2) >> (2 * WEIGHT_BITS));
    }
  }

  private static int level(byte[] rgb, int at, int channel) {
    return at < 0 ? 0 : rgb[at + channel] & 255;
  }

  /** Where a pixel's bytes start, or -1 for black. */
  private static int index(Picture picture, int x, int y, Border border) {
    int width = picture.width();
    int height = picture.height();
    if (x >= 0 && x < width && y >= 0 && y < height) {
      return 3 * (y * width + x);
    }
    return switch (border) {
      case BLACK -> -1;
      case NEAREST -> 3 * (clamped(y, height) * width + clamped(x, width));
      case MIRRORED -> 3 * (mirrored(y, height) * width + mirrored(x, width));
    };
  }

  private static int clamped(int at, int length) {
    return Math.max(0, Math.min(length - 1, at));
  }

  private static int mirrored(int at, int length) {
    if (length == 1) {
      return 0;
    }
    int turned = Math.floorMod(at, 2 * length - 2);
    return turned < length ? turned : 2 * length - 2 - turned;
  }

  /** Rounds to the nearest 1/1024, halves to even, as OpenCV's saturate_cast does. */
  private static int fixed(double coordinate) {
    return (int) Math.rint(coordinate * (1 << SUM_BITS));
  }
}
