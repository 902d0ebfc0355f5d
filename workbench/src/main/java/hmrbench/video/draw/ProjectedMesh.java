package hmrbench.video.draw;

import hmrbench.picture.geometry.MeshNormals;
import hmrbench.picture.image.Area;

/** A surface as seen by a camera: where its vertices fall, how near they are, how bright. */
final class ProjectedMesh {

  /** Binary digits of a pixel coordinate below the pixel. */
  static final int SUBPIXEL_BITS = 8;

  /** Points further out than this are not drawn, so that products fit into 64 bits. */
  private static final double FAR_OUT = 1 << 20;

  /** Binary digits that a level of light takes, and how many of them lie below 1. */
  static final int LIGHT_BITS = 21;

  private static final int LIGHT_FRACTION = 13;

  /** Nearness is counted in parts of 2^-24 per metre, up to 2^31 of them. */
  private static final double NEARNESS_UNIT = 1 << 24;

  private static final double NEAREST = 127;

  private float[] turned = {};
  private float[] normals = {};
  int[] columns = {};
  int[] rows = {};
  float[] nearness = {};
  float[] red = {};
  float[] green = {};
  float[] blue = {};

  private void resize(int vertices) {
    turned = new float[vertices * 3];
    normals = new float[vertices * 3];
    columns = new int[vertices];
    rows = new int[vertices];
    nearness = new float[vertices];
    red = new float[vertices];
    green = new float[vertices];
    blue = new float[vertices];
  }

  void project(PlacedSurface placed, View view) {
    int vertices = placed.surface().vertices();
    if (vertices != columns.length) {
      resize(vertices);
    }
    int from = placed.frame() * vertices * 3;
    double[] point = new double[3];
    for (int v = 0; v < vertices; v++) {
      int at = from + 3 * v;
      view.turn(
          placed.metres().get(at), placed.metres().get(at + 1), placed.metres().get(at + 2), point);
      double column = view.column(point);
      double row = view.row(point);
      boolean visible = Math.abs(column) < FAR_OUT && Math.abs(row) < FAR_OUT;
      columns[v] = visible ? (int) Math.rint(column * (1 << SUBPIXEL_BITS)) : 0;
      rows[v] = visible ? (int) Math.rint(row * (1 << SUBPIXEL_BITS)) : 0;
      double near = Math.max(-NEAREST, Math.min(NEAREST, view.nearness(point)));
      nearness[v] = visible ? (float) (near * NEARNESS_UNIT) : Float.NaN;
      for (int axis = 0; axis < 3; axis++) {
        turned[3 * v + axis] = (float) point[axis];
      }
    }
    turnNormals(placed.surface());
    light(vertices, placed.material().colour());
  }

  /** Whether none of the corners lies behind the camera or far outside. */
  boolean isVisible(int a, int b, int c) {
    return !Float.isNaN(nearness[a] + nearness[b] + nearness[c]);
  }

  /** The pixels around all that can be seen. */
  Area area() {
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = Integer.MIN_VALUE;
    int bottom = Integer.MIN_VALUE;
    for (int v = 0; v < columns.length; v++) {
      if (!Float.isNaN(nearness[v])) {
        left = Math.min(left, columns[v]);
        top = Math.min(top, rows[v]);
        right = Math.max(right, columns[v]);
        bottom = Math.max(bottom, rows[v]);
      }
    }
    return left > right
        ? Area.NOTHING
        : new Area(pixel(left), pixel(top), pixel(right) + 1, pixel(bottom) + 1);
  }

  private static int pixel(int subpixels) {
    return (subpixels + (1 << SUBPIXEL_BITS) / 2) >> SUBPIXEL_BITS;
  }

  /** Per vertex the sum of its triangles' normals, each as long as its triangle is large. */
  private void turnNormals(Surface surface) {
    java.util.Arrays.fill(normals, 0, surface.vertices() * 3, 0);
    MeshNormals.add(turned, surface.corners(), normals);
  }

  private void light(int vertices, int colour) {
    float baseRed = Lighting.light((colour >> 16) & 255);
    float baseGreen = Lighting.light((colour >> 8) & 255);
    float baseBlue = Lighting.light(colour & 255);
    for (int v = 0; v < vertices; v++) {
      float x = normals[3 * v];
      float y = normals[3 * v + 1];
      float z = normals[3 * v + 2];
      float length = (float) Math.sqrt(x * x + y * y + z * z);
      float over = length > 0 ? 1 / length : 0;
      float matt = Lighting.matt(x * over, y * over, z * over);
      float shine = Lighting.shine(x * over, y * over, z * over);
      red[v] = fixed(Lighting.level(baseRed * matt + shine));
      green[v] = fixed(Lighting.level(baseGreen * matt + shine));
      blue[v] = fixed(Lighting.level(baseBlue * matt + shine));
    }
  }

  /** A level of light in fixed point; the half makes cutting it off round to the nearest. */
  private static float fixed(int level) {
    return (level + 0.5f) * (1 << LIGHT_FRACTION);
  }

  /** Red, green and blue of one number in fixed point each, as 0xRRGGBB. */
  static int colour(long light) {
    return ((int) (light >>> (2 * LIGHT_BITS + LIGHT_FRACTION - 16)) & 0xff0000)
        | ((int) (light >>> (LIGHT_BITS + LIGHT_FRACTION - 8)) & 0xff00)
        | ((int) (light >>> LIGHT_FRACTION) & 0xff);
  }
}
