package hmrbench.data.predicted;

import hmrbench.core.FloatGrid;
import java.util.Arrays;

/**
 * Vertices of one mesh as weighted means of those of another.
 *
 * <p>Row r has the entries {@code start[r]} to {@code start[r + 1]}.
 */
final class VertexMap {

  private final int[] start;
  private final int[] vertex;
  private final double[] weight;

  /**
   * @param start [rows + 1]
   * @param vertex of the other mesh, per entry
   * @param weight per entry
   */
  VertexMap(int[] start, int[] vertex, double[] weight) {
    this.start = start.clone();
    this.vertex = vertex.clone();
    this.weight = weight.clone();
  }

  /** How many vertices the other mesh has at the least. */
  int needed() {
    return Arrays.stream(vertex).max().orElse(-1) + 1;
  }

  /** The mesh of every frame [T, rows, 3] from the other [T, V, 3]. */
  FloatGrid of(FloatGrid other) {
    int frames = other.size(0);
    int rows = start.length - 1;
    float[] values = new float[frames * rows * 3];
    for (int i = 0; i < values.length; i++) {
      int t = i / (rows * 3);
      int row = i / 3 % rows;
      double sum = 0;
      for (int entry = start[row]; entry < start[row + 1]; entry++) {
        sum += weight[entry] * other.at(t, vertex[entry], i % 3);
      }
      values[i] = (float) sum;
    }
    return FloatGrid.owning(values, frames, rows, 3);
  }
}
