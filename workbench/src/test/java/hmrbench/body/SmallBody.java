package hmrbench.body;

import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A made-up body without meaning, and random tracks to pose it with. */
public final class SmallBody {

  static final List<Integer> PARENTS =
      List.of(-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21);

  private SmallBody() {}

  /** A body with that many vertices, all of whose numbers are random. */
  public static BodyArrays ofVertices(int vertices, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] skinning = new double[vertices * 24];
    for (int v = 0; v < vertices; v++) {
      double first = random.nextDouble();
      skinning[v * 24 + random.nextInt(12)] = first;
      skinning[v * 24 + 12 + random.nextInt(12)] = 1 - first;
    }
    return new BodyArrays(
        "small",
        grid(random, 1, vertices, 3),
        grid(random, 0.03, vertices, 3, 10),
        grid(random, 0.01, 207, vertices * 3),
        means(random, 24, vertices),
        SparseRows.ofDense(skinning, vertices, 24),
        PARENTS,
        Faces.of(new int[] {0, 1, 2}, vertices),
        Map.of(
            JointSource.Regressor.H36M,
            means(random, 17, vertices),
            JointSource.Regressor.EXTRA,
            means(random, 9, vertices)));
  }

  private static SparseRows means(SplittableRandom random, int rows, int vertices) {
    double[] dense = new double[rows * vertices];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < 5; i++) {
        dense[row * vertices + random.nextInt(vertices)] += 0.2;
      }
    }
    return SparseRows.ofDense(dense, rows, vertices);
  }

  private static FloatGrid grid(SplittableRandom random, double scale, int... shape) {
    int count = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return FloatGrid.owning(values, shape);
  }

  /** Random rotations and shapes. */
  public static SmplTrack track(int frames, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new SmplTrack(
        Rotations.fromAxisAngle(grid(random, 1.2, frames, 72)),
        grid(random, 2, frames, 10),
        FloatGrid.zeros(frames, 3));
  }

  /**
   * The mesh of one frame as the definition says it, step by step in double precision [V][3]:
   * shape, pose correction, tree, skinning.
   */
  static double[][] mesh(BodyArrays body, SmplTrack track, int t) {
    int vertices = body.vertices();
    double[][] shaped = new double[vertices][3];
    for (int v = 0; v < vertices; v++) {
      for (int axis = 0; axis < 3; axis++) {
        shaped[v][axis] = body.template().at(v, axis);
        for (int k = 0; k < 10; k++) {
          shaped[v][axis] += track.betas().at(t, k) * body.shapeDirections().at(v, axis, k);
        }
      }
    }
    double[][] rest = regress(body.jointRegressor(), shaped);
    double[][][] worlds = new double[24][][];
    for (int j = 0; j < 24; j++) {
      int parent = body.parents().get(j);
      double[][] local = new double[4][4];
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          local[row][column] = track.rotations().at(t, j, row, column);
        }
        local[row][3] = rest[j][row] - (parent < 0 ? 0 : rest[parent][row]);
      }
      local[3][3] = 1;
      worlds[j] = parent < 0 ? local : product(worlds[parent], local);
    }
    double[][] posed = new double[vertices][3];
    for (int v = 0; v < vertices; v++) {
      double[] corrected = shaped[v].clone();
      for (int f = 0; f < 207; f++) {
        int joint = 1 + f / 9;
        int row = f % 9 / 3;
        int column = f % 3;
        double feature = track.rotations().at(t, joint, row, column) - (row == column ? 1 : 0);
        for (int axis = 0; axis < 3; axis++) {
          corrected[axis] += feature * body.poseDirections().at(f, v * 3 + axis);
        }
      }
      for (int j = 0; j < 24; j++) {
        double weight = body.skinning().at(v, j);
        for (int row = 0; row < 3; row++) {
          double moved = worlds[j][row][3];
          for (int axis = 0; axis < 3; axis++) {
            moved += worlds[j][row][axis] * (corrected[axis] - rest[j][axis]);
          }
          posed[v][row] += weight * moved;
        }
      }
    }
    return posed;
  }

  /** Weighted means of points. */
  static double[][] regress(SparseRows regressor, double[][] points) {
    double[][] means = new double[regressor.rows()][3];
    for (int row = 0; row < regressor.rows(); row++) {
      for (int v = 0; v < points.length; v++) {
        for (int axis = 0; axis < 3; axis++) {
          means[row][axis] += regressor.at(row, v) * points[v][axis];
        }
      }
    }
    return means;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[4][4];
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        for (int k = 0; k < 4; k++) {
          product[row][column] += a[row][k] * b[k][column];
        }
      }
    }
    return product;
  }
}
