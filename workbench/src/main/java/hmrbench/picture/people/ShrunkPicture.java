package hmrbench.picture.people;

import hmrbench.core.FloatGrid;
import hmrbench.picture.geometry.AffineMap;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Border;
import hmrbench.picture.image.Crop;
import hmrbench.picture.image.NetworkInput;
import hmrbench.picture.image.Picture;

/**
 * How a whole picture becomes one that a network for people takes: shrunk so that its longer side
 * has a fixed length, each pixel the mean of what it covers, then filled up to the right and below
 * with middle grey to sides that the network can halve.
 *
 * @param fullWidth of the picture, in pixels
 * @param fullHeight of the picture, in pixels
 * @param width of the shrunk picture, in pixels, without what is filled up
 * @param height of the shrunk picture, in pixels, without what is filled up
 */
public record ShrunkPicture(int fullWidth, int fullHeight, int width, int height) {

  /** The network halves its picture four times. */
  public static final int STEP = 16;

  /**
   * The size of a picture for a network.
   *
   * @param longer the longer side of the shrunk picture, in pixels
   */
  public static ShrunkPicture of(int fullWidth, int fullHeight, int longer) {
    double scale = (double) longer / Math.max(fullWidth, fullHeight);
    return new ShrunkPicture(
        fullWidth,
        fullHeight,
        (int) Math.max(1, Math.round(fullWidth * scale)),
        (int) Math.max(1, Math.round(fullHeight * scale)));
  }

  /** Width of what the network takes, in pixels. */
  public int filledWidth() {
    return filled(width);
  }

  /** Height of what the network takes, in pixels. */
  public int filledHeight() {
    return filled(height);
  }

  private static int filled(int side) {
    return (side + STEP - 1) / STEP * STEP;
  }

  /** The shrunk picture, not filled up. */
  public Picture shrunk(Picture full) {
    double across = (double) width / fullWidth;
    double down = (double) height / fullHeight;
    // Pixels are counted from the middle of the first one.
    AffineMap toSmall = new AffineMap(across, 0, (across - 1) / 2, 0, down, (down - 1) / 2);
    int times = (int) Math.max(1, Math.round(1 / Math.min(across, down)));
    return Crop.of(full, toSmall.finer(times), width * times, height * times, Border.NEAREST)
        .averaged(times);
  }

  /**
   * The numbers that the network takes, -1 to 1 [3, filledHeight, filledWidth].
   *
   * @param small the shrunk picture
   * @param target where they go
   * @param from index of the first of them there
   */
  public void write(Picture small, float[] target, int from) {
    float[] levels = new float[3 * width * height];
    NetworkInput.writeCentred(small, levels, 0);
    for (int row = 0; row < 3 * height; row++) {
      int line = row / height * filledHeight() + row % height;
      System.arraycopy(levels, row * width, target, from + line * filledWidth(), width);
    }
  }

  /** The numbers of one picture [1, 3, filledHeight, filledWidth]. */
  public FloatGrid input(Picture full) {
    float[] pixels = new float[3 * filledHeight() * filledWidth()];
    write(shrunk(full), pixels, 0);
    return FloatGrid.owning(pixels, 1, 3, filledHeight(), filledWidth());
  }

  /** A box of the shrunk picture in pixels of the full one. */
  public Box inFull(Box small) {
    double across = (double) fullWidth / width;
    double down = (double) fullHeight / height;
    return new Box(
        (small.centreX() + 0.5) * across - 0.5,
        (small.centreY() + 0.5) * down - 0.5,
        small.width() * across,
        small.height() * down);
  }
}
