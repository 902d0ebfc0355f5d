package hmrbench.scene;

import hmrbench.picture.geometry.Box;

/**
 * What part of a camera's picture is drawn, and how large: the whole, or the square crop that a
 * network sees, drawn directly in its pixels. The crop's pixels lie where {@code
 * picture.geometry.CropMap} has them.
 */
public final class SceneView {

  /** Nothing nearer than this is drawn, in metres. */
  private static final float NEAREST = 0.15f;

  private final SceneCamera camera;
  private final int width;
  private final int height;
  private final double scale;
  private final double left;
  private final double top;
  private final double[] turn = new double[9];
  private final double[] change = new double[9];
  private final double[] place;
  private final float[] moment = new float[9];

  private SceneView(
      SceneCamera camera, int width, int height, double scale, double left, double top) {
    this.camera = camera;
    this.width = width;
    this.height = height;
    this.scale = scale;
    this.left = left;
    this.top = top;
    this.place = camera.place();
  }

  /** The whole picture, pixel by pixel. */
  public static SceneView whole(SceneCamera camera) {
    return new SceneView(camera, camera.width(), camera.height(), 1, 0, 0);
  }

  /**
   * The crop of a square box.
   *
   * @param box in pixels of the camera's picture
   * @param side of the crop, in pixels
   */
  public static SceneView crop(SceneCamera camera, Box box, int side) {
    double scale = side / box.width();
    // A box counts from the middle of the first pixel, this class from its edge.
    double left = box.centreX() + 0.5 - (side / 2.0 + 0.5) / scale;
    double top = box.centreY() + 0.5 - (side / 2.0 + 0.5) / scale;
    return new SceneView(camera, side, side, scale, left, top);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Focal length in pixels of what is drawn. */
  double focal() {
    return camera.focalPixels() * scale;
  }

  /** Where the camera looks, in pixels of what is drawn. */
  double middleX() {
    return (camera.width() / 2.0 - left) * scale;
  }

  double middleY() {
    return (camera.height() / 2.0 - top) * scale;
  }

  /** Whether the middle of a pixel lies in the camera's picture. */
  boolean isInPicture(int column, int row) {
    double x = left + (column + 0.5) / scale;
    double y = top + (row + 0.5) / scale;
    return x >= 0 && y >= 0 && x < camera.width() && y < camera.height();
  }

  /** Holds the camera as it is held during an exposure. */
  void expose(double seconds, double exposure) {
    camera.turn(seconds + exposure / 2, change);
    camera.turn(seconds, turn);
    for (int i = 0; i < 9; i++) {
      change[i] -= turn[i];
    }
  }

  /** The rotation from the ground's axes to the camera's in the middle of the exposure [9]. */
  double[] turn() {
    return turn;
  }

  /** By how many pixels the camera's turn shifts the picture during half of the exposure. */
  double shift() {
    double across = change[6] * turn[0] + change[7] * turn[1] + change[8] * turn[2];
    double down = change[6] * turn[3] + change[7] * turn[4] + change[8] * turn[5];
    return focal() * Math.sqrt(across * across + down * down);
  }

  double[] place() {
    return place;
  }

  /** The rotation at a moment of the exposure, see {@link PlacedObject#project}. */
  float[] turn(float share) {
    for (int i = 0; i < 9; i++) {
      moment[i] = (float) (turn[i] + share * change[i]);
    }
    return moment;
  }

  /** See {@link PlacedObject#project}. */
  void project(
      float[] from, float[] to, float share, float[] columns, float[] rows, float[] nearness) {
    float[] m = turn(share);
    float focal = (float) focal();
    float middleX = (float) middleX();
    float middleY = (float) middleY();
    float placeX = (float) place[0];
    float placeY = (float) place[1];
    float placeZ = (float) place[2];
    for (int v = 0; v < columns.length; v++) {
      int at = v * 3;
      float x = from[at] + share * (to[at] - from[at]) - placeX;
      float y = from[at + 1] + share * (to[at + 1] - from[at + 1]) - placeY;
      float z = from[at + 2] + share * (to[at + 2] - from[at + 2]) - placeZ;
      float away = m[6] * x + m[7] * y + m[8] * z;
      float near = away > NEAREST ? 1 / away : Float.NaN;
      columns[v] = middleX + focal * (m[0] * x + m[1] * y + m[2] * z) * near;
      rows[v] = middleY + focal * (m[3] * x + m[4] * y + m[5] * z) * near;
      nearness[v] = near;
    }
  }
}
