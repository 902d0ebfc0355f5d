package hmrbench.train.official;

import hmrbench.data.official.TrainingItems;
import hmrbench.data.official.TrainingWindows;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A fault of the original, counted: its workers each hold a copy of a file, move the 2D points of a
 * window into the crop in place, and do so again when a row is served again. Copies last for one
 * pass; batches go to the workers in turn.
 *
 * <p>Source: get_single_item in lib/dataset/_dataset_3d.py and _dataset_2d.py of TCMR at c41fdd7.
 */
final class Overwriting {

  private final List<TrainingItems> files;
  private final byte[][][] served; // [worker][file][row]
  private int batches;

  Overwriting(List<TrainingItems> files, int workers) {
    this.files = files;
    this.served = new byte[workers][files.size()][];
  }

  /** Batches of this pass that were taken. */
  int batches() {
    return batches;
  }

  /** A batch was taken. */
  void end() {
    batches++;
  }

  /**
   * Serves a window.
   *
   * @param batch its number within the pass
   * @return how often each of its 16 rows was moved by then
   */
  IntUnaryOperator serve(int file, int first, int batch) {
    TrainingItems items = files.get(file);
    if (!items.kind().overwritten()) {
      return row -> 1;
    }
    byte[][] copies = served[batch % served.length];
    byte[] copy = copies[file];
    if (copy == null) {
      copy = new byte[items.frames()];
      copies[file] = copy;
    }
    for (int row = first; row < first + TrainingWindows.FRAMES; row++) {
      copy[row] = (byte) Math.min(copy[row] + 1, Byte.MAX_VALUE);
    }
    byte[] seen = Arrays.copyOfRange(copy, first, first + TrainingWindows.FRAMES);
    return row -> seen[row];
  }
}
