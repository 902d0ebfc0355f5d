package hmrbench.video.draw;

import hmrbench.video.image.Area;

/**
 * Puts the triangles of a mesh into a grid of samples, one row of samples after the other.
 *
 * <p>All that changes along a row is counted in whole numbers, without any sum of rounded ones: two
 * triangles that share an edge agree on where it crosses a row, so that each sample there belongs
 * to exactly one of them; and whatever the bands in which a picture is drawn, it is the same.
 *
 * <p>Colours run smoothly over triangles (H. Gouraud, Continuous Shading of Curved Surfaces, 1971).
 */
final class TriangleFiller {

  private static final int SAMPLES = SampleGrid.PER_PIXEL;

  /** A side of a pixel in the unit of the corners. */
  private static final int PIXEL = 1 << ProjectedMesh.SUBPIXEL_BITS;

  /** Where the samples of a pixel lie, right of its middle and below: no two in a column. */
  private static final int[] SAMPLE_X = {-32, 96, -96, 32};

  private static final int[] SAMPLE_Y = {-96, -32, 32, 96};

  /** Distance of two rows of samples. */
  private static final int ROW = PIXEL / SAMPLES;

  /** Binary digits of an edge's place below the unit of the corners. */
  private static final int EDGE_BITS = 22;

  private final SampleGrid grid;
  private long[] samples = {};
  private ProjectedMesh mesh = new ProjectedMesh();
  private int left;
  private int right;
  private int firstRow;
  private int endRow;
  private long opacity;

  // The present triangle: its corners, and how the shares of two of them change per pixel.
  private int a;
  private int b;
  private int c;
  private double acrossB;
  private double downB;
  private double acrossC;
  private double downC;

  // The samples of the first pixel: where they lie, seen from corner a, in pixels; and what of the
  // triangle would be there.
  private int firstY;
  private final double[] fromAx = new double[SAMPLES];
  private final double[] fromAy = new double[SAMPLES];
  private final Ramp near = new Ramp();
  private final Ramp red = new Ramp();
  private final Ramp green = new Ramp();
  private final Ramp blue = new Ramp();
  private final long[] light = new long[SAMPLES];
  private long lightAcross;
  private long lightDown;

  TriangleFiller(SampleGrid grid) {
    this.grid = grid;
  }

  /** What is linear over the triangle: at the first samples, and its change per pixel. */
  private final class Ramp {
    final long[] first = new long[SAMPLES];
    long across;
    long down;

    void set(float[] values) {
      double atA = values[a];
      double toB = values[b] - atA;
      double toC = values[c] - atA;
      double right = toB * acrossB + toC * acrossC;
      double below = toB * downB + toC * downC;
      across = (long) right;
      down = (long) below;
      for (int s = 0; s < SAMPLES; s++) {
        first[s] = (long) (atA + right * fromAx[s] + below * fromAy[s]);
      }
    }
  }

  /**
   * Fills all triangles that are seen from outside.
   *
   * @param opacity from 0 to 255
   */
  void fill(ProjectedMesh seen, int[] corners, int opacity) {
    Area area = grid.area();
    this.samples = grid.samples();
    this.mesh = seen;
    this.left = area.left();
    this.right = area.right();
    this.firstRow = area.top() * SAMPLES;
    this.endRow = area.bottom() * SAMPLES;
    this.opacity = (long) opacity << 24;
    for (int corner = 0; corner < corners.length; corner += 3) {
      // Seen from outside corners turn left; with rows counted downwards that is the negative turn,
      // so the last two change places.
      fill(corners[corner], corners[corner + 2], corners[corner + 1]);
    }
  }

  private void fill(int cornerA, int cornerB, int cornerC) {
    int[] columns = mesh.columns;
    int[] rows = mesh.rows;
    int top = rows[cornerA] <= rows[cornerB] ? cornerA : cornerB;
    int bottom = top == cornerA ? cornerB : cornerA;
    int middle = cornerC;
    if (rows[cornerC] < rows[top]) {
      middle = top;
      top = cornerC;
    } else if (rows[cornerC] > rows[bottom]) {
      middle = bottom;
      bottom = cornerC;
    }
    int from = Math.max(firstRow, rowFrom(rows[top]));
    int to = Math.min(endRow, rowFrom(rows[bottom]));
    if (from >= to) {
      return;
    }
    a = cornerA;
    b = cornerB;
    c = cornerC;
    long abX = (long) columns[b] - columns[a];
    long abY = (long) rows[b] - rows[a];
    long caX = (long) columns[a] - columns[c];
    long caY = (long) rows[a] - rows[c];
    long area = abY * caX - abX * caY;
    if (area > 0 && mesh.isVisible(a, b, c)) {
      double unit = (double) PIXEL / area;
      acrossB = -caY * unit;
      downB = caX * unit;
      acrossC = -abY * unit;
      downC = abX * unit;
      ramps(from / SAMPLES);
      halves(top, middle, bottom, from, to);
    }
  }

  /** The first row of samples at or below a height. */
  private static int rowFrom(int y) {
    return (y - SAMPLE_Y[0] + ROW - 1) >> (ProjectedMesh.SUBPIXEL_BITS - 2);
  }

  private void ramps(int y) {
    firstY = y;
    for (int s = 0; s < SAMPLES; s++) {
      fromAx[s] = (double) (left * PIXEL + SAMPLE_X[s] - mesh.columns[a]) / PIXEL;
      fromAy[s] = (double) (y * PIXEL + SAMPLE_Y[s] - mesh.rows[a]) / PIXEL;
    }
    near.set(mesh.nearness);
    red.set(mesh.red);
    green.set(mesh.green);
    blue.set(mesh.blue);
    lightAcross = packed(red.across, green.across, blue.across);
    lightDown = packed(red.down, green.down, blue.down);
    for (int s = 0; s < SAMPLES; s++) {
      light[s] = packed(red.first[s], green.first[s], blue.first[s]);
    }
  }

  /** Three numbers in one. Sums are right where none of the three is below 0 in the end. */
  private static long packed(long red, long green, long blue) {
    return (red << 2 * ProjectedMesh.LIGHT_BITS) + (green << ProjectedMesh.LIGHT_BITS) + blue;
  }

  /** Above and below its middle corner a triangle lies between two edges. */
  private void halves(int top, int middle, int bottom, int from, int to) {
    int between = Math.max(from, Math.min(to, rowFrom(mesh.rows[middle])));
    // Corners turn right, so what goes up from one to the next is on the left.
    boolean longIsLeft = (bottom == a ? b : bottom == b ? c : a) == top;
    if (longIsLeft) {
      rows(from, between, top, bottom, top, middle);
      rows(between, to, top, bottom, middle, bottom);
    } else {
      rows(from, between, top, middle, top, bottom);
      rows(between, to, middle, bottom, top, bottom);
    }
  }

  private void rows(int from, int to, int leftTop, int leftBottom, int rightTop, int rightBottom) {
    if (from >= to) {
      return;
    }
    long leftSlope = slope(leftTop, leftBottom);
    long rightSlope = slope(rightTop, rightBottom);
    int y = from * ROW + SAMPLE_Y[0];
    long leftEdge = edge(leftTop, leftSlope, y);
    long rightEdge = edge(rightTop, rightSlope, y);
    for (int row = from; row < to; row++) {
      int s = row % SAMPLES;
      int start = Math.max(left, column(leftEdge, s));
      int end = Math.min(right, column(rightEdge, s));
      if (start < end) {
        int down = row / SAMPLES - firstY;
        span(
            grid.index(row, start),
            end - start,
            near.first[s] + down * near.down + (start - left) * near.across,
            light[s] + down * lightDown + (start - left) * lightAcross);
      }
      leftEdge += leftSlope * ROW;
      rightEdge += rightSlope * ROW;
    }
  }

  private long slope(int above, int below) {
    double columns = (double) mesh.columns[below] - mesh.columns[above];
    double rows = (double) mesh.rows[below] - mesh.rows[above];
    return (long) (columns / rows * (1 << EDGE_BITS));
  }

  private long edge(int top, long slope, int y) {
    return ((long) mesh.columns[top] << EDGE_BITS) + slope * (y - mesh.rows[top]);
  }

  /** The first column whose sample lies at or right of an edge. */
  private static int column(long edge, int s) {
    long unit = 1L << (ProjectedMesh.SUBPIXEL_BITS + EDGE_BITS);
    return (int)
        ((edge - ((long) SAMPLE_X[s] << EDGE_BITS) + unit - 1)
            >> (ProjectedMesh.SUBPIXEL_BITS + EDGE_BITS));
  }

  private void span(int from, int length, long firstDepth, long firstLight) {
    long depth = firstDepth;
    long colours = firstLight;
    for (int at = from; at < from + length; at++) {
      long sample = depth << 32 | opacity | ProjectedMesh.colour(colours);
      if (sample > samples[at]) {
        samples[at] = sample;
      }
      depth += near.across;
      colours += lightAcross;
    }
  }
}
