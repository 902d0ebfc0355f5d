package hmrbench.video.draw;

import hmrbench.video.image.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Draws shaded meshes into a picture. Every pixel has four samples, each with its own depth, so
 * that edges are smooth where surfaces meet as well as against the background.
 *
 * <p>Holds the buffers of one picture size: not for two threads at once; make one per thread.
 * Colours run smoothly over triangles (H. Gouraud, Continuous Shading of Curved Surfaces, 1971).
 */
public final class ScenePainter {

  private static final int SAMPLES = 4;

  /**
   * Places of the samples in a pixel, in 1/256 pixel from its middle: no two in a row or column.
   */
  private static final int[] SAMPLE_X = {-32, 96, -96, 32};

  private static final int[] SAMPLE_Y = {-96, -32, 32, 96};

  /** No sample is further from the middle of its pixel, along either axis. */
  private static final int SAMPLE_REACH = 96;

  /** A side of a pixel in the unit of the samples. */
  private static final int PIXEL = 1 << ProjectedMesh.SUBPIXEL_BITS;

  private static final int HALF_PIXEL = PIXEL / 2;

  private static final float NOTHING = Float.NEGATIVE_INFINITY;

  private final int width;
  private final int height;
  private final float[] nearness;
  private final int[] colours;

  // What the edges of the present triangle gain from the middle of a pixel to its samples.
  private final int[] abTo = new int[SAMPLES];
  private final int[] bcTo = new int[SAMPLES];
  private final int[] caTo = new int[SAMPLES];
  private final Map<Surface, ProjectedMesh> meshes = new WeakHashMap<>();

  // The part of the buffers that the scene touches: columns and rows, ends exclusive.
  private int dirtyLeft;
  private int dirtyTop;
  private int dirtyRight;
  private int dirtyBottom;

  /** A painter for pictures of this size. */
  public ScenePainter(int width, int height) {
    this.width = width;
    this.height = height;
    this.nearness = new float[Math.multiplyExact(SAMPLES, width * height)];
    this.colours = new int[nearness.length];
    Arrays.fill(nearness, NOTHING);
  }

  /**
   * Draws actors over what the picture holds; nearer ones hide those behind.
   *
   * @param picture of this painter's size
   * @param view the camera, within whose rectangle is drawn
   */
  public void paint(Picture picture, View view, List<Actor> actors) {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "a painter of %d x %d got %s".formatted(width, height, picture));
    }
    dirtyLeft = width;
    dirtyTop = height;
    dirtyRight = 0;
    dirtyBottom = 0;
    for (Actor actor : actors) {
      ProjectedMesh mesh =
          meshes.computeIfAbsent(actor.surface(), surface -> new ProjectedMesh(surface.vertices()));
      mesh.project(actor, view);
      // The opacity travels with each sample, in the byte above red.
      int opacity = (int) Math.round(255 * actor.material().opacity()) << 24;
      draw(mesh, actor.surface().corners(), view, opacity);
    }
    resolve(picture);
  }

  private void draw(ProjectedMesh mesh, int[] corners, View view, int opacity) {
    int left = Math.max(0, view.left());
    int top = Math.max(0, view.top());
    int right = Math.min(width, view.right());
    int bottom = Math.min(height, view.bottom());
    Triangle triangle = new Triangle();
    for (int c = 0; c < corners.length; c += 3) {
      // Seen from outside corners turn left; with rows counted downwards that is the negative turn,
      // so the last two change places.
      if (triangle.set(mesh, corners[c], corners[c + 2], corners[c + 1])) {
        int fromX = Math.max(left, triangle.firstColumn());
        int fromY = Math.max(top, triangle.firstRow());
        int toX = Math.min(right, triangle.lastColumn() + 1);
        int toY = Math.min(bottom, triangle.lastRow() + 1);
        if (fromX < toX && fromY < toY) {
          fill(triangle, fromX, fromY, toX, toY, opacity);
          dirtyLeft = Math.min(dirtyLeft, fromX);
          dirtyTop = Math.min(dirtyTop, fromY);
          dirtyRight = Math.max(dirtyRight, toX);
          dirtyBottom = Math.max(dirtyBottom, toY);
        }
      }
    }
  }

  /** A triangle in pixels, with what is linear over it. */
  private static final class Triangle {

    /** In 1/256 pixel: products of two of these, with room to spare, stay below 2^31. */
    static final int SMALL = 1 << 13;

    int ax;
    int ay;
    int bx;
    int by;
    int cx;
    int cy;
    // Change per 1/256 pixel to the right and downwards, and the value at corner a.
    final float[] perX = new float[4];
    final float[] perY = new float[4];
    final float[] atA = new float[4];
    final float[] lowest = new float[4];
    final float[] highest = new float[4];

    /** False where it is seen from behind, has no area, or a corner cannot be seen. */
    boolean set(ProjectedMesh mesh, int a, int b, int c) {
      ax = mesh.columns[a];
      ay = mesh.rows[a];
      bx = mesh.columns[b];
      by = mesh.rows[b];
      cx = mesh.columns[c];
      cy = mesh.rows[c];
      long area = (long) (bx - ax) * (cy - ay) - (long) (by - ay) * (cx - ax);
      if (area <= 0) {
        return false;
      }
      float over = 1f / area;
      linear(0, mesh.nearness, a, b, c, over);
      linear(1, mesh.red, a, b, c, over);
      linear(2, mesh.green, a, b, c, over);
      linear(3, mesh.blue, a, b, c, over);
      return !Float.isNaN(perX[0]);
    }

    private void linear(int k, float[] values, int a, int b, int c, float overArea) {
      float va = values[a];
      float toB = values[b] - va;
      float toC = values[c] - va;
      atA[k] = va;
      perX[k] = (toB * (cy - ay) - toC * (by - ay)) * overArea;
      perY[k] = (toC * (bx - ax) - toB * (cx - ax)) * overArea;
      lowest[k] = Math.min(va, Math.min(values[b], values[c]));
      highest[k] = Math.max(va, Math.max(values[b], values[c]));
    }

    /** Whether edge functions around it fit into 32 bits. */
    boolean isSmall() {
      return Math.abs(bx - ax) < SMALL
          && Math.abs(by - ay) < SMALL
          && Math.abs(cx - ax) < SMALL
          && Math.abs(cy - ay) < SMALL;
    }

    int firstColumn() {
      return (Math.min(ax, Math.min(bx, cx)) + HALF_PIXEL) >> ProjectedMesh.SUBPIXEL_BITS;
    }

    int lastColumn() {
      return (Math.max(ax, Math.max(bx, cx)) + HALF_PIXEL) >> ProjectedMesh.SUBPIXEL_BITS;
    }

    int firstRow() {
      return (Math.min(ay, Math.min(by, cy)) + HALF_PIXEL) >> ProjectedMesh.SUBPIXEL_BITS;
    }

    int lastRow() {
      return (Math.max(ay, Math.max(by, cy)) + HALF_PIXEL) >> ProjectedMesh.SUBPIXEL_BITS;
    }

    /** The colour in the middle of a pixel; outside the triangle never beyond its corners. */
    int colour(int fromAx, int fromAy) {
      int packed = 0;
      for (int k = 1; k < 4; k++) {
        float value = atA[k] + perX[k] * fromAx + perY[k] * fromAy;
        value = value < lowest[k] ? lowest[k] : Math.min(value, highest[k]);
        packed = packed << 8 | (int) (value + 0.5f);
      }
      return packed;
    }
  }

  /**
   * Fills the samples of a triangle that lie inside it and are the nearest so far. Edges are twice
   * the area between an edge and a point; three of these not below 0 are inside. Small triangles,
   * which nearly all are, are counted in 32 bits from their first corner.
   */
  private void fill(Triangle t, int fromX, int fromY, int toX, int toY, int opacity) {
    if (t.isSmall()) {
      fillSmall(t, fromX, fromY, toX, toY, opacity);
    } else {
      fillLarge(t, fromX, fromY, toX, toY, opacity);
    }
  }

  private void fillSmall(Triangle t, int fromX, int fromY, int toX, int toY, int opacity) {
    int abX = t.bx - t.ax;
    int abY = t.by - t.ay;
    int bcX = t.cx - t.bx;
    int bcY = t.cy - t.by;
    int caX = t.ax - t.cx;
    int caY = t.ay - t.cy;
    // The most that an edge gains from the middle of a pixel to one of its samples.
    int abMost = SAMPLE_REACH * (Math.abs(abX) + Math.abs(abY));
    int bcMost = SAMPLE_REACH * (Math.abs(bcX) + Math.abs(bcY));
    int caMost = SAMPLE_REACH * (Math.abs(caX) + Math.abs(caY));
    for (int s = 0; s < SAMPLES; s++) {
      abTo[s] = abX * SAMPLE_Y[s] - abY * SAMPLE_X[s];
      bcTo[s] = bcX * SAMPLE_Y[s] - bcY * SAMPLE_X[s];
      caTo[s] = caX * SAMPLE_Y[s] - caY * SAMPLE_X[s];
    }
    for (int y = fromY; y < toY; y++) {
      int py = (y << ProjectedMesh.SUBPIXEL_BITS) - t.ay;
      int px = (fromX << ProjectedMesh.SUBPIXEL_BITS) - t.ax;
      int ab = abX * py - abY * px;
      int bc = bcX * (py - abY) - bcY * (px - abX);
      int ca = caX * py - caY * px;
      int at = SAMPLES * (y * width + fromX);
      for (int x = fromX; x < toX; x++) {
        if (((ab + abMost) | (bc + bcMost) | (ca + caMost)) >= 0) {
          int hits = 0;
          for (int s = 0; s < SAMPLES; s++) {
            hits |= (~((ab + abTo[s]) | (bc + bcTo[s]) | (ca + caTo[s])) >>> 31) << s;
          }
          if (hits != 0) {
            cover(t, px, py, at, hits, opacity);
          }
        }
        ab -= abY << ProjectedMesh.SUBPIXEL_BITS;
        bc -= bcY << ProjectedMesh.SUBPIXEL_BITS;
        ca -= caY << ProjectedMesh.SUBPIXEL_BITS;
        px += PIXEL;
        at += SAMPLES;
      }
    }
  }

  /** Colours the samples of one pixel that a triangle hits, where nothing nearer is. */
  private void cover(Triangle t, int px, int py, int at, int hits, int opacity) {
    float near = t.atA[0] + t.perX[0] * px + t.perY[0] * py;
    int colour = opacity | t.colour(px, py);
    for (int s = 0; s < SAMPLES; s++) {
      float depth = near + t.perX[0] * SAMPLE_X[s] + t.perY[0] * SAMPLE_Y[s];
      if ((hits >> s & 1) != 0 && depth > nearness[at + s]) {
        nearness[at + s] = depth;
        colours[at + s] = colour;
      }
    }
  }

  private void fillLarge(Triangle t, int fromX, int fromY, int toX, int toY, int opacity) {
    long abX = (long) t.bx - t.ax;
    long abY = (long) t.by - t.ay;
    long bcX = (long) t.cx - t.bx;
    long bcY = (long) t.cy - t.by;
    long caX = (long) t.ax - t.cx;
    long caY = (long) t.ay - t.cy;
    for (int y = fromY; y < toY; y++) {
      int py = y << ProjectedMesh.SUBPIXEL_BITS;
      int px = fromX << ProjectedMesh.SUBPIXEL_BITS;
      long ab = abX * (py - t.ay) - abY * (px - t.ax);
      long bc = bcX * (py - t.by) - bcY * (px - t.bx);
      long ca = caX * (py - t.cy) - caY * (px - t.cx);
      float near = t.atA[0] + t.perX[0] * (px - t.ax) + t.perY[0] * (py - t.ay);
      int at = SAMPLES * (y * width + fromX);
      for (int x = fromX; x < toX; x++) {
        int colour = 0;
        for (int s = 0; s < SAMPLES; s++) {
          int sx = SAMPLE_X[s];
          int sy = SAMPLE_Y[s];
          long inside =
              (ab + abX * sy - abY * sx) | (bc + bcX * sy - bcY * sx) | (ca + caX * sy - caY * sx);
          float depth = near + t.perX[0] * sx + t.perY[0] * sy;
          if (inside >= 0 && depth > nearness[at + s]) {
            if (colour == 0) {
              colour = opacity | t.colour(px - t.ax, py - t.ay);
            }
            nearness[at + s] = depth;
            colours[at + s] = colour;
          }
        }
        ab -= abY * PIXEL;
        bc -= bcY * PIXEL;
        ca -= caY * PIXEL;
        near += t.perX[0] * PIXEL;
        px += PIXEL;
        at += SAMPLES;
      }
    }
  }

  /** Means of the samples go into the picture; the buffers are empty again afterwards. */
  private void resolve(Picture picture) {
    byte[] rgb = picture.rgb();
    for (int y = dirtyTop; y < dirtyBottom; y++) {
      int at = SAMPLES * (y * width + dirtyLeft);
      int pixel = 3 * (y * width + dirtyLeft);
      for (int x = dirtyLeft; x < dirtyRight; x++) {
        int covered = 0;
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int s = at; s < at + SAMPLES; s++) {
          if (nearness[s] != NOTHING) {
            int colour = colours[s];
            int opacity = colour >>> 24;
            covered += opacity;
            red += opacity * ((colour >> 16) & 255);
            green += opacity * ((colour >> 8) & 255);
            blue += opacity * (colour & 255);
            nearness[s] = NOTHING;
          }
        }
        if (covered > 0) {
          int behind = SAMPLES * 255 - covered;
          rgb[pixel] = mixed(rgb[pixel], behind, red);
          rgb[pixel + 1] = mixed(rgb[pixel + 1], behind, green);
          rgb[pixel + 2] = mixed(rgb[pixel + 2], behind, blue);
        }
        at += SAMPLES;
        pixel += 3;
      }
    }
  }

  private static byte mixed(byte background, int share, int sum) {
    return (byte) (((background & 255) * share + sum + SAMPLES * 255 / 2) / (SAMPLES * 255));
  }
}
