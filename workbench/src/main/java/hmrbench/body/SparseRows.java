package hmrbench.body;

import java.util.Arrays;

/**
 * A read-only matrix that is mostly zeros, by rows: joint regressors [joints, V] and skinning
 * weights [V, joints].
 *
 * <p>Entries of a row are in ascending order of their column; zeros are not stored.
 */
public final class SparseRows {

  private final int columns;
  private final int[] starts;
  private final int[] columnOf;
  private final double[] values;

  private SparseRows(int columns, int[] starts, int[] columnOf, double[] values) {
    this.columns = columns;
    this.starts = starts;
    this.columnOf = columnOf;
    this.values = values;
  }

  /** The non-zero entries of a row-major matrix. */
  public static SparseRows ofDense(double[] dense, int rows, int columns) {
    if (dense.length != rows * columns) {
      throw new IllegalArgumentException(
          "a %d x %d matrix needs %d values, got %d"
              .formatted(rows, columns, rows * columns, dense.length));
    }
    int count = (int) Arrays.stream(dense).filter(value -> value != 0).count();
    int[] starts = new int[rows + 1];
    int[] columnOf = new int[count];
    double[] values = new double[count];
    int next = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = dense[row * columns + column];
        if (value != 0) {
          columnOf[next] = column;
          values[next++] = value;
        }
      }
      starts[row + 1] = next;
    }
    return new SparseRows(columns, starts, columnOf, values);
  }

  /**
   * The matrix of a scipy {@code csc_matrix}: entries of column c are at {@code indptr[c]} to
   * {@code indptr[c + 1]} of {@code data}, their rows in {@code indices}.
   */
  public static SparseRows ofCsc(
      double[] data, int[] indices, int[] indptr, int rows, int columns) {
    if (indptr.length != columns + 1
        || data.length != indices.length
        || indptr[columns] != data.length) {
      throw new IllegalArgumentException(
          "a csc matrix of %d columns needs %d column starts that end at the %d values, got %d"
              .formatted(columns, columns + 1, data.length, indptr.length));
    }
    double[] dense = new double[rows * columns];
    for (int column = 0; column < columns; column++) {
      for (int i = indptr[column]; i < indptr[column + 1]; i++) {
        dense[indices[i] * columns + column] += data[i];
      }
    }
    return ofDense(dense, rows, columns);
  }

  public int rows() {
    return starts.length - 1;
  }

  public int columns() {
    return columns;
  }

  /** The number of stored entries. */
  public int entries() {
    return values.length;
  }

  /** The first entry of a row; its last is the one before {@code start(row + 1)}. */
  public int start(int row) {
    return starts[row];
  }

  /** The column of an entry. */
  public int column(int entry) {
    return columnOf[entry];
  }

  /** The value of an entry. */
  public double value(int entry) {
    return values[entry];
  }

  /** The value at a row and column, zero where none is stored. */
  public double at(int row, int column) {
    int found = Arrays.binarySearch(columnOf, starts[row], starts[row + 1], column);
    return found < 0 ? 0 : values[found];
  }

  /** The sum of a row. */
  public double rowSum(int row) {
    double sum = 0;
    for (int i = starts[row]; i < starts[row + 1]; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** All values, row-major. */
  public double[] toDense() {
    double[] dense = new double[rows() * columns];
    for (int row = 0; row < rows(); row++) {
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        dense[row * columns + columnOf[i]] = values[i];
      }
    }
    return dense;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparseRows that
        && columns == that.columns
        && Arrays.equals(starts, that.starts)
        && Arrays.equals(columnOf, that.columnOf)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(columnOf) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "SparseRows[%d, %d; %d entries]".formatted(rows(), columns, entries());
  }
}
