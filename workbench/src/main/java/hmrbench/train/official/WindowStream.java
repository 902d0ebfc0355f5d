package hmrbench.train.official;

import hmrbench.data.official.TrainingItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One side of a mixture: the windows of its files, joined, shuffled without replacement, and
 * shuffled anew when they are used up, so that the last batch of a pass may be short. A batch is a
 * function of seed and step.
 *
 * <p>Source: ConcatDataset, DataLoader and the iterators in lib/core/trainer.py of TCMR at c41fdd7.
 */
final class WindowStream {

  private final List<TrainingItems> files;
  private final int[] fileOf;
  private final int[] firstRow;
  private final Optional<Integer> workers;
  private final Shuffle shuffle;
  private int pass = -1;
  private @Nullable Overwriting overwriting;

  /**
   * A window.
   *
   * @param file that it is cut from
   * @param first its first row
   * @param times how often the 2D points of each of its 16 rows are moved into the crop; once where
   *     nothing is overwritten
   */
  record Place(TrainingItems file, int first, IntUnaryOperator times) {}

  /**
   * @param starts first rows of the windows of each file
   * @param batch windows per batch
   * @param workers of the official program, whose overwriting of targets is repeated
   */
  WindowStream(
      List<TrainingItems> files,
      List<int[]> starts,
      int batch,
      long seed,
      Optional<Integer> workers) {
    int count = starts.stream().mapToInt(of -> of.length).reduce(0, Math::addExact);
    this.files = List.copyOf(files);
    this.fileOf = new int[count];
    this.firstRow = new int[count];
    this.workers = workers;
    this.shuffle = new Shuffle(count, batch, seed);
    int at = 0;
    for (int file = 0; file < starts.size(); file++) {
      for (int start : starts.get(file)) {
        fileOf[at] = file;
        firstRow[at++] = start;
      }
    }
  }

  /** Number of windows of a pass. */
  int size() {
    return firstRow.length;
  }

  /** The windows of a step. */
  List<Place> of(int step) {
    int index = shuffle.batchOfPass(step);
    if (workers.isPresent() && (pass != shuffle.pass(step) || overwriting().batches() > index)) {
      pass = shuffle.pass(step);
      overwriting = new Overwriting(files, workers.get());
    }
    List<Place> places = new ArrayList<>();
    // A resumed training goes through what its pass has served before.
    int from = workers.isPresent() ? overwriting().batches() : index;
    for (int batch = from; batch <= index; batch++) {
      places.clear();
      take(step - index + batch, batch, places);
    }
    return places;
  }

  private Overwriting overwriting() {
    return Objects.requireNonNull(overwriting);
  }

  private void take(int step, int batch, List<Place> places) {
    for (int window : shuffle.of(step)) {
      int file = fileOf[window];
      IntUnaryOperator times =
          overwriting == null ? row -> 1 : overwriting.serve(file, firstRow[window], batch);
      places.add(new Place(files.get(file), firstRow[window], times));
    }
    if (overwriting != null) {
      overwriting.end();
    }
  }
}
