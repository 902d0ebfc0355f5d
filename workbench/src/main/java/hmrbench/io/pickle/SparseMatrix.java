package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;
import hmrbench.io.NdArray;
import java.util.List;

/**
 * A matrix of which only the values that are not zero are kept, column by column (csc) or row by
 * row (csr), as scipy pickles it.
 *
 * <p>Source of the attributes: scipy, scipy/sparse/_compressed.py.
 */
public final class SparseMatrix {

  /** Elements of the full matrix: 128 MiB of float64, 25 times a joint regressor of SMPL-X. */
  private static final long MAX_DENSE = 1L << 24;

  private final boolean byColumn;
  private final int rows;
  private final int columns;
  private final NdArray values;
  private final long[] starts;
  private final long[] indices;

  private SparseMatrix(
      boolean byColumn, int rows, int columns, NdArray values, long[] starts, long[] indices) {
    this.byColumn = byColumn;
    this.rows = rows;
    this.columns = columns;
    this.values = values;
    this.starts = starts;
    this.indices = indices;
  }

  /** Whether this object is such a matrix. */
  static boolean isOne(PyObject object) {
    return object.type().module().startsWith("scipy.sparse");
  }

  /**
   * Reads the attributes of such an object.
   *
   * @throws hmrbench.io.FormatException if it is of another kind, or its parts do not fit together
   */
  static SparseMatrix of(PyObject object, ByteCursor place) {
    boolean byColumn = isByColumn(object, place);
    long[] shape = shape(object, place);
    NdArray values = array(object, "data", place);
    long[] starts = array(object, "indptr", place).longs();
    long[] indices = array(object, "indices", place).longs();
    int outer = (int) (byColumn ? shape[1] : shape[0]);
    int inner = (int) (byColumn ? shape[0] : shape[1]);
    requireSound(starts, indices, outer, inner, values, place);
    return new SparseMatrix(byColumn, (int) shape[0], (int) shape[1], values, starts, indices);
  }

  private static boolean isByColumn(PyObject object, ByteCursor place) {
    String kind = object.type().name();
    boolean byColumn = kind.startsWith("csc_");
    if (!byColumn && !kind.startsWith("csr_")) {
      throw place.unsupported("sparse matrix", "csc or csr", object.type().toString());
    }
    return byColumn;
  }

  private static long[] shape(PyObject object, ByteCursor place) {
    Object value =
        object.attribute("_shape") == null ? object.attribute("shape") : object.attribute("_shape");
    long[] shape = Values.shape(value == null ? PyNone.NONE : value, place);
    boolean sound =
        shape.length == 2
            && shape[0] >= 0
            && shape[1] >= 0
            && (shape[0] == 0 || shape[1] <= MAX_DENSE / shape[0])
            && Math.max(shape[0], shape[1]) <= MAX_DENSE;
    if (!sound) {
      throw place.unsupported(
          "sparse matrix",
          "2 axes, at most %d elements".formatted(MAX_DENSE),
          java.util.Arrays.toString(shape));
    }
    return shape;
  }

  /** Type, shape and number of values, without a look at them. */
  static String words(PyObject object, ByteCursor place) {
    isByColumn(object, place);
    long[] shape = shape(object, place);
    NdArray values = array(object, "data", place);
    return words(values, shape[0], shape[1], values.count());
  }

  private static String words(NdArray values, long rows, long columns, long count) {
    return "sparse %s [%d, %d], %d values".formatted(values.dtype().words(), rows, columns, count);
  }

  private static NdArray array(PyObject object, String name, ByteCursor place) {
    if (object.attribute(name) instanceof ArrayLike array) {
      return array.array();
    }
    throw place.corrupt("sparse matrix", "an array " + name, "none");
  }

  private static void requireSound(
      long[] starts, long[] indices, int outer, int inner, NdArray values, ByteCursor place) {
    boolean sound =
        starts.length == outer + 1L
            && starts[0] == 0
            && starts[outer] == indices.length
            && values.count() == indices.length;
    for (int i = 0; sound && i < outer; i++) {
      sound = starts[i] <= starts[i + 1];
    }
    for (int i = 0; sound && i < indices.length; i++) {
      sound = indices[i] >= 0 && indices[i] < inner;
    }
    if (!sound) {
      throw place.corrupt("sparse matrix", "positions within it", "others");
    }
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** How many values are kept. */
  public int nonZeros() {
    return indices.length;
  }

  /** Whether values are kept column by column (csc) rather than row by row (csr). */
  public boolean byColumn() {
    return byColumn;
  }

  /** The values, column by column or row by row. */
  public NdArray values() {
    return values;
  }

  /**
   * Where each column (or row) begins in {@link #values()}, and after the last one their number.
   */
  public long[] starts() {
    return starts.clone();
  }

  /** The row (or column) of each of {@link #values()}. */
  public long[] indices() {
    return indices.clone();
  }

  /** All values as float64, row-major [rows, columns]; what is kept twice is added. */
  public NdArray dense() {
    double[] kept = values.doubles();
    double[] all = new double[rows * columns];
    int outer = byColumn ? columns : rows;
    for (int o = 0; o < outer; o++) {
      for (int i = (int) starts[o]; i < starts[o + 1]; i++) {
        int at = byColumn ? (int) indices[i] * columns + o : o * columns + (int) indices[i];
        all[at] += kept[i];
      }
    }
    return NdArray.of(all, rows, columns);
  }

  /** The axes, for messages. */
  List<Integer> shape() {
    return List.of(rows, columns);
  }

  @Override
  public String toString() {
    return words(values, rows, columns, nonZeros());
  }
}
