package hmrbench.scene;

import java.util.Arrays;

/**
 * Which triangle is nearest in every pixel, and how near. Colours come later, and only for what is
 * seen.
 */
final class DepthGrid {

  /** No triangle. */
  static final int NONE = -1;

  private final int width;
  private final int height;
  private final float[] nearness;
  private final int[] triangle;

  DepthGrid(int width, int height) {
    this.width = width;
    this.height = height;
    this.nearness = new float[width * height];
    this.triangle = new int[width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  void clear() {
    Arrays.fill(nearness, Float.NEGATIVE_INFINITY);
    Arrays.fill(triangle, NONE);
  }

  /** How near the nearest triangle is; minus infinity where there is none. */
  float nearness(int pixel) {
    return nearness[pixel];
  }

  /** The number of the nearest triangle, or {@link #NONE}. */
  int triangle(int pixel) {
    return triangle[pixel];
  }

  /**
   * Puts in the triangles whose corners turn left, as rows are counted downwards.
   *
   * @param x columns of the vertices; the middle of pixel 0 is 0.5
   * @param y rows of the vertices
   * @param near how near they are; not a number where they cannot be seen
   * @param first number of the first triangle
   */
  void fill(float[] x, float[] y, float[] near, int[] faces, int first) {
    for (int c = 0; c < faces.length; c += 3) {
      int a = faces[c];
      int b = faces[c + 1];
      int d = faces[c + 2];
      float abX = x[b] - x[a];
      float abY = y[b] - y[a];
      float adX = x[d] - x[a];
      float adY = y[d] - y[a];
      float area = abY * adX - abX * adY;
      if (area > 0) {
        fill(x, y, near, a, b, d, -1 / area, first + c / 3);
      }
    }
  }

  private void fill(
      float[] x, float[] y, float[] near, int a, int b, int d, float over, int number) {
    float ax = x[a];
    float ay = y[a];
    float bx = x[b];
    float by = y[b];
    float dx = x[d];
    float dy = y[d];
    int left = after(Math.min(ax, Math.min(bx, dx)));
    int right = Math.min(width - 1, before(Math.max(ax, Math.max(bx, dx))));
    int top = after(Math.min(ay, Math.min(by, dy)));
    int bottom = Math.min(height - 1, before(Math.max(ay, Math.max(by, dy))));
    if (left > right || top > bottom) {
      return;
    }
    float na = near[a];
    float toB = near[b] - na;
    float toD = near[d] - na;
    if (!(Math.abs(na + toB + toD) < Float.MAX_VALUE)) {
      return; // A corner is behind the camera.
    }
    float bPerX = (dy - ay) * over;
    float bPerY = -(dx - ax) * over;
    float dPerX = -(by - ay) * over;
    float dPerY = (bx - ax) * over;
    for (int row = top; row <= bottom; row++) {
      float fromY = row + 0.5f - ay;
      for (int column = left; column <= right; column++) {
        float fromX = column + 0.5f - ax;
        float shareB = fromX * bPerX + fromY * bPerY;
        float shareD = fromX * dPerX + fromY * dPerY;
        if (shareB >= 0 && shareD >= 0 && shareB + shareD <= 1) {
          float here = na + shareB * toB + shareD * toD;
          int pixel = row * width + column;
          if (here > nearness[pixel]) {
            nearness[pixel] = here;
            triangle[pixel] = number;
          }
        }
      }
    }
  }

  /** The first pixel whose middle is at or after a place. */
  private static int after(float place) {
    return place <= 0.5f ? 0 : (int) (place - 0.5f) + 1;
  }

  /** The last pixel whose middle is at or before a place. */
  private static int before(float place) {
    return place < 0.5f ? -1 : place > 1e6f ? Integer.MAX_VALUE : (int) (place - 0.5f);
  }
}
