package hmrbench.video.track;

import java.util.Arrays;

/**
 * Pairs rows with columns so that the sum of the pairs' costs is least.
 *
 * <p>Source: H. W. Kuhn, The Hungarian method for the assignment problem, 1955; in the form with
 * potentials and shortest augmenting paths, O(rows^2 columns): R. Jonker and A. Volgenant, A
 * shortest augmenting path algorithm for dense and sparse linear assignment problems, 1987.
 */
final class Assignment {

  private static final int FREE = -1;

  private final double[][] costs;
  private final int rows;
  private final int columns;
  private final double[] rowPotential;
  private final double[] columnPotential;
  private final int[] rowOf;

  private Assignment(double[][] costs) {
    this.costs = costs;
    this.rows = costs.length;
    this.columns = costs[0].length;
    this.rowPotential = new double[rows];
    this.columnPotential = new double[columns];
    this.rowOf = new int[columns];
    Arrays.fill(rowOf, FREE);
  }

  /**
   * The cheapest complete pairing.
   *
   * @param costs finite, [rows][columns]
   * @return per row its column, or -1 where there are more rows than columns and it went without
   */
  static int[] cheapest(double[][] costs) {
    if (costs.length == 0 || costs[0].length == 0) {
      int[] none = new int[costs.length];
      Arrays.fill(none, FREE);
      return none;
    }
    boolean wide = costs[0].length >= costs.length;
    Assignment assignment = new Assignment(wide ? costs : transposed(costs));
    for (int row = 0; row < assignment.rows; row++) {
      assignment.place(row);
    }
    return wide ? assignment.columnsOfRows() : assignment.rowOf;
  }

  /** Finds a column for one more row, moving earlier rows along the cheapest path. */
  private void place(int newRow) {
    double[] distance = new double[columns];
    int[] cameFrom = new int[columns];
    boolean[] done = new boolean[columns];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    Arrays.fill(cameFrom, FREE);
    int row = newRow;
    int column = FREE;
    double soFar = 0;
    do {
      for (int c = 0; c < columns; c++) {
        double through = soFar + costs[row][c] - rowPotential[row] - columnPotential[c];
        if (!done[c] && through < distance[c]) {
          distance[c] = through;
          cameFrom[c] = column;
        }
      }
      column = nearest(distance, done);
      done[column] = true;
      soFar = distance[column];
      row = rowOf[column];
    } while (row != FREE);
    updatePotentials(newRow, distance, done, soFar);
    for (int c = column; c != FREE; c = cameFrom[c]) {
      rowOf[c] = cameFrom[c] == FREE ? newRow : rowOf[cameFrom[c]];
    }
  }

  private void updatePotentials(int newRow, double[] distance, boolean[] done, double length) {
    rowPotential[newRow] += length;
    for (int c = 0; c < columns; c++) {
      if (done[c]) {
        if (rowOf[c] != FREE) {
          rowPotential[rowOf[c]] += length - distance[c];
        }
        columnPotential[c] -= length - distance[c];
      }
    }
  }

  private static int nearest(double[] distance, boolean[] done) {
    int nearest = FREE;
    for (int c = 0; c < distance.length; c++) {
      if (!done[c] && (nearest == FREE || distance[c] < distance[nearest])) {
        nearest = c;
      }
    }
    return nearest;
  }

  private int[] columnsOfRows() {
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, FREE);
    for (int c = 0; c < columns; c++) {
      if (rowOf[c] != FREE) {
        columnOf[rowOf[c]] = c;
      }
    }
    return columnOf;
  }

  private static double[][] transposed(double[][] costs) {
    double[][] turned = new double[costs[0].length][costs.length];
    for (int r = 0; r < costs.length; r++) {
      for (int c = 0; c < costs[0].length; c++) {
        turned[c][r] = costs[r][c];
      }
    }
    return turned;
  }
}
