package hmrbench.video.draw;

import hmrbench.picture.geometry.PictureCamera;
import hmrbench.picture.image.Area;

/**
 * From metres to pixels of a rectangle of a picture: a turn, a shift, then an orthographic or a
 * perspective camera. Nothing is drawn outside the rectangle.
 */
public final class View {

  /** Nothing nearer than this is drawn under perspective, in metres. */
  private static final double NEAREST = 0.05;

  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final double[] turn;
  private final double[] shift;
  private final double focalX;
  private final double focalY;
  private final double middleX;
  private final double middleY;
  private final boolean perspective;

  private View(
      int[] rectangle,
      double[] turn,
      double[] shift,
      double[] focal,
      double[] middle,
      boolean perspective) {
    this.left = rectangle[0];
    this.top = rectangle[1];
    this.width = rectangle[2];
    this.height = rectangle[3];
    this.turn = turn;
    this.shift = shift;
    this.focalX = focal[0];
    this.focalY = focal[1];
    this.middleX = middle[0];
    this.middleY = middle[1];
    this.perspective = perspective;
  }

  /** The weak-perspective camera of a whole picture, as overlays use it. */
  public static View overlay(PictureCamera camera, int pictureWidth, int pictureHeight) {
    double perMetreX = camera.scaleX() * pictureWidth / 2;
    double perMetreY = camera.scaleY() * pictureHeight / 2;
    return new View(
        new int[] {0, 0, pictureWidth, pictureHeight},
        new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
        new double[] {camera.x(), camera.y(), 0},
        new double[] {perMetreX, perMetreY},
        // Pixel columns are counted from the middle of the first one.
        new double[] {pictureWidth / 2.0 - 0.5, pictureHeight / 2.0 - 0.5},
        false);
  }

  /**
   * The weak-perspective camera of a network's crop: the crop is the largest square in the middle
   * of the rectangle. What is drawn has the camera's translation already.
   *
   * @param scale half crops per metre
   */
  public static View crop(int left, int top, int width, int height, double scale) {
    double perMetre = scale * Math.min(width, height) / 2;
    return new View(
        new int[] {left, top, width, height},
        new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
        new double[] {0, 0, 0},
        new double[] {perMetre, perMetre},
        new double[] {left + width / 2.0 - 0.5, top + height / 2.0 - 0.5},
        false);
  }

  /**
   * A perspective camera that looks at the origin from {@code distance} metres.
   *
   * @param left first column of the rectangle
   * @param top first row of the rectangle
   * @param yawDegrees how far the camera went round the body, to the right
   * @param pitchDegrees how far it went up and looks down
   * @param metresHigh how many metres at the origin fill the rectangle's height
   */
  public static View around(
      int left,
      int top,
      int width,
      int height,
      double yawDegrees,
      double pitchDegrees,
      double distance,
      double metresHigh) {
    double yaw = Math.toRadians(yawDegrees);
    double pitch = Math.toRadians(pitchDegrees);
    double cosYaw = Math.cos(yaw);
    double sinYaw = Math.sin(yaw);
    double cosPitch = Math.cos(pitch);
    double sinPitch = Math.sin(pitch);
    // First about the vertical axis, then about the camera's horizontal one.
    double[] turn = {
      cosYaw,
      0,
      sinYaw,
      sinPitch * sinYaw,
      cosPitch,
      -sinPitch * cosYaw,
      -cosPitch * sinYaw,
      sinPitch,
      cosPitch * cosYaw
    };
    double focal = height / metresHigh * distance;
    return new View(
        new int[] {left, top, width, height},
        turn,
        new double[] {0, 0, distance},
        new double[] {focal, focal},
        new double[] {left + width / 2.0 - 0.5, top + height / 2.0 - 0.5},
        true);
  }

  /** The rectangle. */
  Area area() {
    return new Area(left, top, left + width, top + height);
  }

  /**
   * A point in camera axes.
   *
   * @param x in metres
   * @param y in metres
   * @param z in metres
   * @param turned receives x right, y down, z away from the camera
   */
  void turn(double x, double y, double z, double[] turned) {
    turned[0] = turn[0] * x + turn[1] * y + turn[2] * z + shift[0];
    turned[1] = turn[3] * x + turn[4] * y + turn[5] * z + shift[1];
    turned[2] = turn[6] * x + turn[7] * y + turn[8] * z + shift[2];
  }

  /** Column of a turned point, in pixels. */
  double column(double[] turned) {
    return middleX + focalX * (perspective ? turned[0] / turned[2] : turned[0]);
  }

  /** Row of a turned point, in pixels. */
  double row(double[] turned) {
    return middleY + focalY * (perspective ? turned[1] / turned[2] : turned[1]);
  }

  /**
   * How near a turned point is: larger is nearer, and linear over the picture. Not a number where
   * the point cannot be seen.
   */
  double nearness(double[] turned) {
    if (!perspective) {
      return -turned[2];
    }
    return turned[2] > NEAREST ? 1 / turned[2] : Double.NaN;
  }

  /** Pixels of a metre at a turned point. */
  double pixelsPerMetre(double[] turned) {
    return perspective ? focalY / turned[2] : focalY;
  }
}
