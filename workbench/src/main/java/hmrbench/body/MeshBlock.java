package hmrbench.body;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Up to {@value #SIZE} neighbouring vertices with all that their mesh needs, axis by axis so that
 * the loops over vertices become vector instructions. For that, too, every array of a loop is
 * indexed by the bare loop variable: with an offset the compiler cannot rule out that what is
 * written is read again.
 *
 * <p>Only features and joints that move one of the vertices are kept. Missing vertices of the last
 * block follow no joint. Positions are float32, as in the official layer.
 */
final class MeshBlock {

  /** Vertices of a block: its blend shapes should fit the second-level cache. */
  static final int SIZE = 128;

  private static final int NUMBERS = SIZE * 3;

  private final int first;
  private final int count;
  private final float[] template = new float[NUMBERS];
  private final int[] features;
  private final float[][] directions; // per feature: x of all vertices, then y, then z
  private final int[] joints;
  private final float[][] weights; // per joint, of all vertices

  /** Positions of the vertices of a block, by axis. */
  static final class Points {
    private final float[] all = new float[NUMBERS];

    final float[] x = new float[SIZE];
    final float[] y = new float[SIZE];
    final float[] z = new float[SIZE];

    private void clear() {
      Arrays.fill(x, 0);
      Arrays.fill(y, 0);
      Arrays.fill(z, 0);
    }

    /** Takes a shift away from every vertex. */
    void moveBack(float shiftX, float shiftY, float shiftZ) {
      for (int i = 0; i < SIZE; i++) {
        x[i] -= shiftX;
        y[i] -= shiftY;
        z[i] -= shiftZ;
      }
    }

    private void split() {
      System.arraycopy(all, 0, x, 0, SIZE);
      System.arraycopy(all, SIZE, y, 0, SIZE);
      System.arraycopy(all, 2 * SIZE, z, 0, SIZE);
    }
  }

  MeshBlock(BodyArrays body, int first) {
    this.first = first;
    this.count = Math.min(SIZE, body.vertices() - first);
    int all = BodyArrays.SHAPES + BodyArrays.POSE_FEATURES;
    float[][] byFeature = new float[all][NUMBERS];
    float[][] byJoint = new float[BodyArrays.JOINTS][SIZE];
    for (int i = 0; i < count; i++) {
      int vertex = first + i;
      for (int axis = 0; axis < 3; axis++) {
        template[axis * SIZE + i] = body.template().at(vertex, axis);
        for (int f = 0; f < all; f++) {
          byFeature[f][axis * SIZE + i] =
              f < BodyArrays.SHAPES
                  ? body.shapeDirections().at(vertex, axis, f)
                  : body.poseDirections().at(f - BodyArrays.SHAPES, vertex * 3 + axis);
        }
      }
      SparseRows skinning = body.skinning();
      for (int e = skinning.start(vertex); e < skinning.start(vertex + 1); e++) {
        byJoint[skinning.column(e)][i] = (float) skinning.value(e);
      }
    }
    this.features = used(byFeature);
    this.directions = IntStream.of(features).mapToObj(f -> byFeature[f]).toArray(float[][]::new);
    this.joints = used(byJoint);
    this.weights = IntStream.of(joints).mapToObj(j -> byJoint[j]).toArray(float[][]::new);
  }

  private static int[] used(float[][] rows) {
    return IntStream.range(0, rows.length)
        .filter(row -> !Arrays.equals(rows[row], new float[rows[row].length]))
        .toArray();
  }

  /** The first vertex of the block. */
  int first() {
    return first;
  }

  /** How many vertices of the block exist. */
  int count() {
    return count;
  }

  /**
   * Positions of the vertices in one frame.
   *
   * @param coefficients shape values and pose features, from {@code coefficientsAt} on
   * @param transforms rigid movement per joint [24, 12], from {@code transformsAt} on
   * @param rest room for the rest mesh
   * @param posed receives the positions
   */
  void pose(
      float[] coefficients,
      int coefficientsAt,
      float[] transforms,
      int transformsAt,
      Points rest,
      Points posed) {
    System.arraycopy(template, 0, rest.all, 0, NUMBERS);
    for (int f = 0; f < features.length; f++) {
      addScaled(rest.all, coefficients[coefficientsAt + features[f]], directions[f]);
    }
    rest.split();
    posed.clear();
    for (int j = 0; j < joints.length; j++) {
      int at = transformsAt + joints[j] * 12;
      addCarried(posed.x, weights[j], rest, transforms, at, at + 9);
      addCarried(posed.y, weights[j], rest, transforms, at + 3, at + 10);
      addCarried(posed.z, weights[j], rest, transforms, at + 6, at + 11);
    }
  }

  private static void addScaled(float[] sum, float factor, float[] terms) {
    for (int i = 0; i < NUMBERS; i++) {
      sum[i] += factor * terms[i];
    }
  }

  /** Adds one coordinate of the places to which a joint carries the rest mesh, weighted. */
  private static void addCarried(
      float[] sum, float[] weight, Points rest, float[] transforms, int rowAt, int shiftAt) {
    float a = transforms[rowAt];
    float b = transforms[rowAt + 1];
    float c = transforms[rowAt + 2];
    float t = transforms[shiftAt];
    float[] x = rest.x;
    float[] y = rest.y;
    float[] z = rest.z;
    for (int i = 0; i < SIZE; i++) {
      sum[i] += weight[i] * (a * x[i] + b * y[i] + c * z[i] + t);
    }
  }

  /** Distances between the vertices of two meshes of the same block, in the unit of both. */
  static void distances(Points a, Points b, float[] distances) {
    squares(a.x, b.x, a.y, b.y, a.z, b.z, distances);
    for (int i = 0; i < SIZE; i++) {
      distances[i] = (float) Math.sqrt(distances[i]);
    }
  }

  private static void squares(
      float[] ax, float[] bx, float[] ay, float[] by, float[] az, float[] bz, float[] squares) {
    for (int i = 0; i < SIZE; i++) {
      float x = ax[i] - bx[i];
      float y = ay[i] - by[i];
      float z = az[i] - bz[i];
      squares[i] = x * x + y * y + z * z;
    }
  }
}
