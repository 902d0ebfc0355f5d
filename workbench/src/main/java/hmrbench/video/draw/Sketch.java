package hmrbench.video.draw;

import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;

/**
 * Flat drawing on a picture: rectangles, discs and lines with smooth edges. Coordinates are pixels,
 * (0, 0) the middle of the top left one; what lies outside is cut off.
 */
public final class Sketch {

  private final Picture picture;

  public Sketch(Picture picture) {
    this.picture = picture;
  }

  /** The picture that is drawn on. */
  public Picture picture() {
    return picture;
  }

  /** Mixes a colour into one pixel; nothing outside the picture. */
  public void mix(int x, int y, int colour, double opacity) {
    if (x < 0 || y < 0 || x >= picture.width() || y >= picture.height() || opacity <= 0) {
      return;
    }
    int share = (int) Math.round(256 * Math.min(1, opacity));
    byte[] rgb = picture.rgb();
    int at = 3 * (y * picture.width() + x);
    rgb[at] = mixed(rgb[at], (colour >> 16) & 255, share);
    rgb[at + 1] = mixed(rgb[at + 1], (colour >> 8) & 255, share);
    rgb[at + 2] = mixed(rgb[at + 2], colour & 255, share);
  }

  /** Fills whole pixels from (left, top), ends exclusive. */
  public void rectangle(int left, int top, int width, int height, int colour, double opacity) {
    for (int y = Math.max(0, top); y < Math.min(picture.height(), top + height); y++) {
      for (int x = Math.max(0, left); x < Math.min(picture.width(), left + width); x++) {
        mix(x, y, colour, opacity);
      }
    }
  }

  /** Fills whole pixels with a colour that runs from {@code above} to {@code below}. */
  public void gradient(int left, int top, int width, int height, int above, int below) {
    for (int y = 0; y < height; y++) {
      double share = height > 1 ? (double) y / (height - 1) : 0;
      rectangle(left, top + y, width, 1, between(above, below, share), 1);
    }
  }

  /**
   * A line with round ends.
   *
   * @return where it may have drawn
   */
  public Area line(
      double fromX,
      double fromY,
      double toX,
      double toY,
      double thickness,
      int colour,
      double opacity) {
    double reach = thickness / 2 + 1;
    int left = (int) Math.floor(Math.min(fromX, toX) - reach);
    int right = (int) Math.ceil(Math.max(fromX, toX) + reach);
    int top = (int) Math.floor(Math.min(fromY, toY) - reach);
    int bottom = (int) Math.ceil(Math.max(fromY, toY) + reach);
    double dx = toX - fromX;
    double dy = toY - fromY;
    double squared = dx * dx + dy * dy;
    for (int y = Math.max(0, top); y <= Math.min(picture.height() - 1, bottom); y++) {
      for (int x = Math.max(0, left); x <= Math.min(picture.width() - 1, right); x++) {
        double along = squared > 0 ? ((x - fromX) * dx + (y - fromY) * dy) / squared : 0;
        double near = Math.max(0, Math.min(1, along));
        double distance = Math.hypot(x - fromX - near * dx, y - fromY - near * dy);
        mix(x, y, colour, opacity * coverage(thickness / 2 - distance));
      }
    }
    return new Area(left, top, right + 1, bottom + 1);
  }

  /** A filled disc. */
  public void disc(double x, double y, double radius, int colour, double opacity) {
    line(x, y, x, y, 2 * radius, colour, opacity);
  }

  /** The outline of a box whose edges run through the given coordinates. */
  public void outline(
      double left,
      double top,
      double right,
      double bottom,
      double thickness,
      int colour,
      double opacity) {
    line(left, top, right, top, thickness, colour, opacity);
    line(left, bottom, right, bottom, thickness, colour, opacity);
    line(left, top, left, bottom, thickness, colour, opacity);
    line(right, top, right, bottom, thickness, colour, opacity);
  }

  /** Copies a picture to (left, top); what lies outside is cut off. */
  public void paste(Picture patch, int left, int top) {
    int fromX = Math.max(0, left);
    int toX = Math.min(picture.width(), left + patch.width());
    if (fromX >= toX) {
      return;
    }
    for (int y = Math.max(0, top); y < Math.min(picture.height(), top + patch.height()); y++) {
      System.arraycopy(
          patch.rgb(),
          3 * ((y - top) * patch.width() + fromX - left),
          picture.rgb(),
          3 * (y * picture.width() + fromX),
          3 * (toX - fromX));
    }
  }

  /** A colour between two, {@code share} of the way from the first to the second. */
  public static int between(int first, int second, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (first >> shift) & 255;
      int b = (second >> shift) & 255;
      mixed = (mixed << 8) | (int) Math.round(a + share * (b - a));
    }
    return mixed;
  }

  /** How much of a pixel lies inside an edge at this distance, in pixels. */
  private static double coverage(double inside) {
    return Math.max(0, Math.min(1, inside + 0.5));
  }

  private static byte mixed(byte background, int level, int share) {
    int behind = background & 255;
    return (byte) (behind + (((level - behind) * share + 128) >> 8));
  }
}
