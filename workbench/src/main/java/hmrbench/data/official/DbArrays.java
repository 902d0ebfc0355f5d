package hmrbench.data.official;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.hdf5.Hdf5;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.pickle.TreeNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The arrays of a file in the TCMR layout: a dictionary of arrays with one row per frame, by joblib
 * or, for InstaVariety, as HDF5. They stay in the file until rows are asked for.
 */
final class DbArrays {

  /** Any length of an axis. */
  static final int ANY = -1;

  private static final String SEQUENCES = "vid_name";

  private final String file;
  private final Stored arrays;
  private final NdArray sequences;

  /** Arrays by name. */
  private interface Stored {

    Optional<NdArray> find(String key);

    /** As {@link #find}; one that is missing is a fault, which says what there is. */
    NdArray need(String key);
  }

  private DbArrays(String file, Stored arrays) {
    this.file = file;
    this.arrays = arrays;
    this.sequences = arrays.need(SEQUENCES);
    if (sequences.rank() != 1 || sequences.size(0) == 0) {
      throw Fault.asked(
          "%s: %s: expected the sequence of every frame, got %s; make the file again",
          file, SEQUENCES, sequences);
    }
  }

  static DbArrays open(Path path) {
    TreeNode root = Joblib.read(path);
    if (!root.isDict()) {
      throw Fault.asked(
          "%s: expected a dictionary of arrays, got %s; name a preprocessed database (*_db.pt)",
          root.file(), root);
    }
    return new DbArrays(
        root.file(),
        new Stored() {
          @Override
          public Optional<NdArray> find(String key) {
            return root.find(key).map(TreeNode::array);
          }

          @Override
          public NdArray need(String key) {
            return root.key(key).array();
          }
        });
  }

  /** As {@link #open}, of an HDF5 file. */
  static DbArrays openHdf5(Path path) {
    Hdf5 file = Hdf5.open(path);
    return new DbArrays(
        file.file(),
        new Stored() {
          @Override
          public Optional<NdArray> find(String key) {
            return file.find(key);
          }

          @Override
          public NdArray need(String key) {
            return file.find(key)
                .orElseThrow(
                    () ->
                        Fault.asked(
                            "%s: expected an array %s, got %s; check that this is the right file",
                            file.file(), key, file.names()));
          }
        });
  }

  String file() {
    return file;
  }

  /** Number of frames of all sequences together, N. */
  int frames() {
    return sequences.size(0);
  }

  /** Name of the sequence of every frame [N]. */
  String[] sequenceOfFrame() {
    return sequences.strings();
  }

  /**
   * An array with one row per frame.
   *
   * @param sizes of a row; {@link #ANY} matches any length
   * @throws Fault if the file lacks it, or its shape is another
   */
  NdArray need(String key, int... sizes) {
    return checked(key, arrays.need(key), sizes);
  }

  /** As {@link #need}, where the file may lack it. */
  Optional<NdArray> find(String key, int... sizes) {
    return arrays.find(key).map(array -> checked(key, array, sizes));
  }

  /** As {@link #find}, for whoever can do without: one of another shape is as none. */
  Optional<NdArray> findIfFits(String key, int... sizes) {
    return arrays
        .find(key)
        .filter(array -> array.rank() > 0 && array.size(0) == frames())
        .filter(array -> array.hasShape(shape(sizes)));
  }

  private NdArray checked(String key, NdArray array, int... sizes) {
    if (array.rank() == 0 || array.size(0) != frames()) {
      throw Fault.asked(
          "%s: %s: expected %d rows, one per entry of %s, got %s; make the file again",
          file(), key, frames(), SEQUENCES, array);
    }
    if (!array.hasShape(shape(sizes))) {
      throw Fault.asked(
          "%s: %s: expected rows of %s, got %s; check the kind of the data set",
          file(), key, rowWords(sizes), array);
    }
    return array;
  }

  private static int[] shape(int... sizes) {
    int[] shape = new int[sizes.length + 1];
    shape[0] = ANY;
    System.arraycopy(sizes, 0, shape, 1, sizes.length);
    return shape;
  }

  private static String rowWords(int... sizes) {
    return Arrays.stream(sizes)
        .mapToObj(size -> size == ANY ? "any" : Integer.toString(size))
        .collect(Collectors.joining(" x ", "[", "]"));
  }

  /** Rows of an array as float32, in the order of {@code rows}. */
  static FloatGrid gather(NdArray array, int... rows) {
    int[] shape = array.shape();
    shape[0] = rows.length;
    int rowLength = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
    float[] values = new float[Math.multiplyExact(rows.length, rowLength)];
    int done = 0;
    while (done < rows.length) {
      int end = done + 1; // rows that follow each other are read at once
      while (end < rows.length && rows[end] == rows[end - 1] + 1) {
        end++;
      }
      float[] run = array.rows(rows[done], rows[done] + (end - done)).floats();
      System.arraycopy(run, 0, values, done * rowLength, run.length);
      done = end;
    }
    return FloatGrid.owning(values, shape);
  }
}
