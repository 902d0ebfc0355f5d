package hmrbench.body;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Up to {@value #SIZE} neighbouring vertices with all that their mesh needs, axis by axis so that
 * the loops over vertices become vector instructions: x of all, then y, then z.
 *
 * <p>Only features and joints that move one of the vertices are kept. Missing vertices of the last
 * block follow no joint. Positions are float32, as in the official layer.
 */
final class MeshBlock {

  /** Vertices of a block: its blend shapes fill the second-level cache, its vertices the first. */
  static final int SIZE = 64;

  private static final int NUMBERS = SIZE * 3;

  private final int first;
  private final int count;
  private final float[] template = new float[NUMBERS];
  private final int[] features;
  private final float[] directions;
  private final int[] joints;
  private final float[] weights;

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
    this.directions = joined(byFeature, features, NUMBERS);
    this.joints = used(byJoint);
    this.weights = joined(byJoint, joints, SIZE);
  }

  private static int[] used(float[][] rows) {
    return IntStream.range(0, rows.length)
        .filter(row -> !Arrays.equals(rows[row], new float[rows[row].length]))
        .toArray();
  }

  private static float[] joined(float[][] rows, int[] wanted, int length) {
    float[] joined = new float[wanted.length * length];
    for (int i = 0; i < wanted.length; i++) {
      System.arraycopy(rows[wanted[i]], 0, joined, i * length, length);
    }
    return joined;
  }

  /** The first vertex of the block. */
  int first() {
    return first;
  }

  /** How many vertices of the block exist. */
  int count() {
    return count;
  }

  /** The number of floats that {@link #pose} writes. */
  static int numbers() {
    return NUMBERS;
  }

  /**
   * Positions of the vertices in one frame.
   *
   * @param coefficients shape values and pose features, from {@code coefficientsAt} on
   * @param transforms rigid movement per joint [24, 12], from {@code transformsAt} on
   * @param rest room for the rest mesh, {@link #numbers()} floats
   * @param posed receives the positions: x of all vertices, then y, then z
   */
  void pose(
      float[] coefficients,
      int coefficientsAt,
      float[] transforms,
      int transformsAt,
      float[] rest,
      float[] posed) {
    System.arraycopy(template, 0, rest, 0, NUMBERS);
    for (int f = 0; f < features.length; f++) {
      addScaled(rest, coefficients[coefficientsAt + features[f]], directions, f * NUMBERS);
    }
    Arrays.fill(posed, 0);
    for (int j = 0; j < joints.length; j++) {
      follow(rest, posed, transforms, transformsAt + joints[j] * 12, j * SIZE);
    }
  }

  private static void addScaled(float[] sum, float factor, float[] terms, int from) {
    for (int i = 0; i < NUMBERS; i++) {
      sum[i] += factor * terms[from + i];
    }
  }

  private void follow(float[] rest, float[] posed, float[] transforms, int at, int weightsAt) {
    for (int row = 0; row < 3; row++) {
      float a = transforms[at + row * 3];
      float b = transforms[at + row * 3 + 1];
      float c = transforms[at + row * 3 + 2];
      float t = transforms[at + 9 + row];
      addCarried(posed, row * SIZE, rest, weights, weightsAt, a, b, c, t);
    }
  }

  private static void addCarried(
      float[] posed,
      int at,
      float[] rest,
      float[] weights,
      int weightsAt,
      float a,
      float b,
      float c,
      float t) {
    for (int i = 0; i < SIZE; i++) {
      posed[at + i] +=
          weights[weightsAt + i] * (a * rest[i] + b * rest[SIZE + i] + c * rest[2 * SIZE + i] + t);
    }
  }
}
