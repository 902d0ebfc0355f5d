package hmrbench.body;

import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import java.util.stream.IntStream;

/**
 * Distances between the meshes of two bodies of one topology; few meshes are in memory at a time.
 */
final class MeshDistance {

  private static final int FRAMES_AT_A_TIME = 64;
  private static final double MM_PER_M = 1000;

  private MeshDistance() {}

  /**
   * The mean distance of every frame, in millimetres.
   *
   * @param move of the points of the first mesh
   */
  static Series mm(BodyModel one, SmplTrack a, BodyModel other, SmplTrack b, PointMove move) {
    double[] values = new double[a.frames()];
    for (int from = 0; from < values.length; from += FRAMES_AT_A_TIME) {
      int[] some =
          IntStream.range(from, Math.min(values.length, from + FRAMES_AT_A_TIME)).toArray();
      FloatGrid left = one.vertices(a.frames(some));
      FloatGrid right = other.vertices(b.frames(some));
      for (int i = 0; i < some.length; i++) {
        values[some[i]] = MM_PER_M * mean(left, right, i, some[i], move);
      }
    }
    return Series.of(values, FrameMask.all(values.length));
  }

  private static double mean(FloatGrid left, FloatGrid right, int row, int frame, PointMove move) {
    double sum = 0;
    double[] point = new double[3];
    int vertices = left.size(1);
    for (int v = 0; v < vertices; v++) {
      for (int axis = 0; axis < 3; axis++) {
        point[axis] = left.at(row, v, axis);
      }
      move.move(frame, point);
      double squares = 0;
      for (int axis = 0; axis < 3; axis++) {
        double off = point[axis] - right.at(row, v, axis);
        squares += off * off;
      }
      sum += Math.sqrt(squares);
    }
    return sum / vertices;
  }
}
