package hmrbench.run;

import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Prediction;
import hmrbench.core.Series;
import hmrbench.metric.diagnose.RowOrigins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One model's answers for one sequence under one way of laying windows.
 *
 * @param clip the sequence as it was recorded, without its features
 * @param prediction R rows, in the order in which they are scored
 * @param targets the frame of {@link #clip} that each row is scored against
 * @param origins which kind of window each row was predicted from
 */
@SuppressWarnings("ArrayRecordComponent") // within the room alone, never compared
record WindowedPrediction(Clip clip, Prediction prediction, int[] targets, RowOrigins origins) {

  /** What a data set calls the number of a frame in its source video. */
  private static final String SOURCE_FRAME = "source_frame";

  WindowedPrediction {
    clip = clip.withFeatures(FloatGrid.zeros(clip.frames(), 0));
  }

  String sequence() {
    return clip.sequence();
  }

  /** The rows whose target is every {@code step}-th frame of the clip. */
  int[] rowsOfEvery(int step) {
    return IntStream.range(0, targets.length).filter(row -> targets[row] % step == 0).toArray();
  }

  /** The origins of some rows; a window that starts between two of them starts at the later one. */
  RowOrigins originsOf(int... rows) {
    boolean[] starts = new boolean[rows.length];
    for (int i = 1; i < rows.length; i++) {
      for (int row = rows[i - 1] + 1; row <= rows[i]; row++) {
        starts[i] |= origins.startsWindow().get(row);
      }
    }
    return new RowOrigins(origins.padded().pick(rows), FrameMask.of(starts));
  }

  /**
   * The number in time of each target, so that frames which follow each other differ by one and a
   * gap in the source shows as one.
   *
   * @param rows looked at
   * @param step every how many frames are scored
   */
  List<Integer> frameNumbers(int[] rows, int step) {
    Series source = clip.signals().get(SOURCE_FRAME);
    long unit = source == null ? step : step * unit(source);
    List<Integer> numbers = new ArrayList<>();
    for (int row : rows) {
      long number =
          source == null
              ? targets[row]
              : Math.round(source.get(targets[row])) - Math.round(source.get(0));
      // A number that is no multiple lies beside a gap: rounding up keeps it apart from the last.
      numbers.add(Math.toIntExact(-Math.floorDiv(-number, unit)));
    }
    return numbers;
  }

  /** The distance in the source video of frames that follow each other. */
  private static long unit(Series source) {
    long least = Long.MAX_VALUE;
    for (int t = 1; t < source.frames(); t++) {
      long distance = Math.round(source.get(t)) - Math.round(source.get(t - 1));
      if (distance > 0) {
        least = Math.min(least, distance);
      }
    }
    return least == Long.MAX_VALUE ? 1 : least;
  }

  /** Which of the targets enter averages. */
  FrameMask counted(boolean invalidFramesCount, int... rows) {
    int[] frames = targetsOf(rows);
    FrameMask counted = clip.counted().pick(frames);
    if (invalidFramesCount) {
      return counted;
    }
    FrameMask valid = clip.valid().pick(frames);
    boolean[] both = new boolean[frames.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = counted.get(i) && valid.get(i);
    }
    return FrameMask.of(both);
  }

  /** The targets of some rows. */
  int[] targetsOf(int... rows) {
    return Arrays.stream(rows).map(row -> targets[row]).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowedPrediction that
        && clip.equals(that.clip)
        && prediction.equals(that.prediction)
        && Arrays.equals(targets, that.targets)
        && origins.equals(that.origins);
  }

  @Override
  public int hashCode() {
    return 31 * clip.hashCode() + Arrays.hashCode(targets);
  }
}
