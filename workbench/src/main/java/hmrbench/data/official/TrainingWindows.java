package hmrbench.data.official;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the official trainers lay windows of 16 rows over a sequence.
 *
 * <p>Source: split_into_chunks in lib/data_utils/_img_utils.py of TCMR at c41fdd7 (is_train and
 * match_vibe on) and in lib/data_utils/img_utils.py of VIBE at 851f779.
 */
public enum TrainingWindows {
  /** Windows a stride apart. */
  VIBE("vibe") {
    @Override
    int[] in(int rows, int stride) {
      return sliding(rows, stride);
    }
  },
  /**
   * As VIBE's where they lie side by side. Otherwise the list is cut where a multiple of 16 rows
   * ends, and the first and last window are repeated, so that a sequence gives as many windows per
   * row whatever the stride.
   */
  TCMR("tcmr") {
    @Override
    int[] in(int rows, int stride) {
      int[] all = sliding(rows, stride);
      if (stride == FRAMES || all.length == 0) {
        return all;
      }
      int last = Arrays.binarySearch(all, rows / FRAMES * FRAMES - FRAMES);
      int[] cut = last < 0 ? all : Arrays.copyOf(all, last + 1);
      int head = FRAMES / 2;
      int tail = FRAMES - head - 1;
      int[] padded = new int[head + cut.length + tail];
      Arrays.fill(padded, 0, head, cut[0]);
      System.arraycopy(cut, 0, padded, head, cut.length);
      Arrays.fill(padded, head + cut.length, padded.length, cut[cut.length - 1]);
      return padded;
    }
  };

  /** Frames of a window, T. */
  public static final int FRAMES = 16;

  private final String key;

  TrainingWindows(String key) {
    this.key = key;
  }

  /** As a recipe writes it. */
  public String key() {
    return key;
  }

  /** First rows of the windows of a sequence, counted from its own first row. */
  abstract int[] in(int rows, int stride);

  private static int[] sliding(int rows, int stride) {
    return rows < FRAMES
        ? new int[0]
        : IntStream.rangeClosed(0, (rows - FRAMES) / stride).map(i -> i * stride).toArray();
  }
}
