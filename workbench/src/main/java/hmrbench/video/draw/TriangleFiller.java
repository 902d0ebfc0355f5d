package hmrbench.video.draw;

import hmrbench.picture.image.Area;

/**
 * Puts the triangles of a mesh into a grid of samples, one line of samples after the other. Lines
 * run down the picture: people stand more often than they lie, and so their triangles are taller
 * than wide, and fewer lines cross one.
 *
 * <p>Where an edge crosses a line is counted in whole numbers from its left end: two triangles that
 * share it agree, so that each sample there belongs to exactly one of them.
 *
 * <p>Colours run smoothly over triangles (H. Gouraud, Continuous Shading of Curved Surfaces, 1971).
 */
final class TriangleFiller {

  private static final int SAMPLES = SampleGrid.PER_PIXEL;

  /** A side of a pixel in the unit of the corners. */
  private static final int PIXEL = 1 << ProjectedMesh.SUBPIXEL_BITS;

  /** Where the samples of a pixel lie, right of its middle and below: no two in a row. */
  private static final int[] SAMPLE_X = {-96, -32, 32, 96};

  private static final int[] SAMPLE_Y = {-32, 96, -96, 32};

  /** Distance of two lines of samples. */
  private static final int LINE = PIXEL / SAMPLES;

  /** Binary digits of an edge's place below the unit of the corners. */
  private static final int EDGE_BITS = 22;

  private final SampleGrid grid;
  private long[] samples = {};
  private ProjectedMesh mesh = new ProjectedMesh();
  private int top;
  private int bottom;
  private int firstLine;
  private int endLine;
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
  private int firstX;
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
    this.top = area.top();
    this.bottom = area.bottom();
    this.firstLine = area.left() * SAMPLES;
    this.endLine = area.right() * SAMPLES;
    this.opacity = (long) opacity << 24;
    for (int corner = 0; corner < corners.length; corner += 3) {
      fill(corners[corner], corners[corner + 1], corners[corner + 2]);
    }
  }

  private void fill(int cornerA, int cornerB, int cornerC) {
    int[] columns = mesh.columns;
    int left = columns[cornerA] <= columns[cornerB] ? cornerA : cornerB;
    int right = left == cornerA ? cornerB : cornerA;
    int middle = cornerC;
    if (columns[cornerC] < columns[left]) {
      middle = left;
      left = cornerC;
    } else if (columns[cornerC] > columns[right]) {
      middle = right;
      right = cornerC;
    }
    int from = Math.max(firstLine, lineFrom(columns[left]));
    int to = Math.min(endLine, lineFrom(columns[right]));
    if (from < to && isSeen(cornerA, cornerB, cornerC)) {
      ramps(from / SAMPLES);
      halves(left, middle, right, from, to);
    }
  }

  /** The first line of samples at or right of a place. */
  private static int lineFrom(int x) {
    return (x - SAMPLE_X[0] + LINE - 1) >> (ProjectedMesh.SUBPIXEL_BITS - 2);
  }

  /** False where a triangle is seen from behind, has no area, or a corner cannot be seen. */
  private boolean isSeen(int cornerA, int cornerB, int cornerC) {
    int[] columns = mesh.columns;
    int[] rows = mesh.rows;
    a = cornerA;
    b = cornerB;
    c = cornerC;
    long abX = (long) columns[b] - columns[a];
    long abY = (long) rows[b] - rows[a];
    long caX = (long) columns[a] - columns[c];
    long caY = (long) rows[a] - rows[c];
    // Seen from outside corners turn left, in a picture whose rows are counted downwards.
    long area = abX * caY - abY * caX;
    double unit = (double) PIXEL / area;
    acrossB = caY * unit;
    downB = -caX * unit;
    acrossC = abY * unit;
    downC = -abX * unit;
    return area > 0 && mesh.isVisible(a, b, c);
  }

  private void ramps(int x) {
    firstX = x;
    for (int s = 0; s < SAMPLES; s++) {
      fromAx[s] = (double) (x * PIXEL + SAMPLE_X[s] - mesh.columns[a]) / PIXEL;
      fromAy[s] = (double) (top * PIXEL + SAMPLE_Y[s] - mesh.rows[a]) / PIXEL;
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
    return (red << (2 * ProjectedMesh.LIGHT_BITS)) + (green << ProjectedMesh.LIGHT_BITS) + blue;
  }

  /** Left and right of its middle corner a triangle lies between two edges. */
  private void halves(int left, int middle, int right, int from, int to) {
    int between = Math.max(from, Math.min(to, lineFrom(mesh.columns[middle])));
    // Corners turn left, so what runs to the left from one to the next is above.
    boolean longIsAbove = (right == a ? b : right == b ? c : a) == left;
    long along = slope(left, right);
    if (longIsAbove) {
      lines(from, between, left, along, left, slope(left, middle));
      lines(between, to, left, along, middle, slope(middle, right));
    } else {
      lines(from, between, left, slope(left, middle), left, along);
      lines(between, to, middle, slope(middle, right), left, along);
    }
  }

  /** Lines between two edges, each of which is given by its left end and its slope. */
  private void lines(int from, int to, int upper, long upperSlope, int lower, long lowerSlope) {
    int x = from * LINE + SAMPLE_X[0];
    long upperEdge = edge(upper, upperSlope, x);
    long lowerEdge = edge(lower, lowerSlope, x);
    for (int line = from; line < to; line++) {
      int s = line & (SAMPLES - 1);
      int start = Math.max(top, row(upperEdge, s));
      int end = Math.min(bottom, row(lowerEdge, s));
      if (start < end) {
        int right = line / SAMPLES - firstX;
        span(
            grid.index(line, start),
            end - start,
            near.first[s] + right * near.across + (start - top) * near.down,
            light[s] + right * lightAcross + (start - top) * lightDown);
      }
      upperEdge += upperSlope * LINE;
      lowerEdge += lowerSlope * LINE;
    }
  }

  private long slope(int left, int right) {
    double columns = (double) mesh.columns[right] - mesh.columns[left];
    double rows = (double) mesh.rows[right] - mesh.rows[left];
    return (long) (rows / columns * (1 << EDGE_BITS));
  }

  private long edge(int left, long slope, int x) {
    return ((long) mesh.rows[left] << EDGE_BITS) + slope * (x - mesh.columns[left]);
  }

  /** The first row whose sample lies at or below an edge. */
  private static int row(long edge, int s) {
    long unit = 1L << (ProjectedMesh.SUBPIXEL_BITS + EDGE_BITS);
    return (int)
        ((edge - ((long) SAMPLE_Y[s] << EDGE_BITS) + unit - 1)
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
      depth += near.down;
      colours += lightDown;
    }
  }
}
