package hmrbench.metric.diagnose;

import hmrbench.core.FrameMask;

/**
 * Where the rows of a sequence come from.
 *
 * @param padded rows that were predicted from a window which repeats frames
 * @param startsWindow rows that are the first of their window, where a window gives many rows
 */
public record RowOrigins(FrameMask padded, FrameMask startsWindow) {

  /** Rows kept of MEVA's first window, and its step (90 frames, 10 shared, 5 cut at each join). */
  private static final int MEVA_FIRST = 85;

  private static final int MEVA_STEP = 80;

  public RowOrigins {
    if (padded.frames() != startsWindow.frames()) {
      throw new IllegalArgumentException(
          "masks of %d and %d rows".formatted(padded.frames(), startsWindow.frames()));
    }
  }

  /** Rows that are predicted each alone. */
  public static RowOrigins perFrame(int rows) {
    FrameMask none = FrameMask.of(new boolean[rows]);
    return new RowOrigins(none, none);
  }

  /**
   * Rows of windows with stride 1, the first and last ones from padded windows ({@code tcmr},
   * {@code tcmr-trainer}, {@code glot}, {@code edge-padded}).
   *
   * @param windowFrames T: the first T/2 and the last T-1-T/2 rows are padded
   */
  public static RowOrigins middleFrame(int rows, int windowFrames) {
    boolean[] padded = new boolean[rows];
    int tail = windowFrames - 1 - windowFrames / 2;
    for (int t = 0; t < rows; t++) {
      padded[t] = t < windowFrames / 2 || t >= rows - tail;
    }
    return new RowOrigins(FrameMask.of(padded), FrameMask.of(new boolean[rows]));
  }

  /** Rows of windows side by side ({@code vibe}, {@code chunks}). */
  public static RowOrigins sideBySide(int rows, int windowFrames) {
    return seams(rows, windowFrames, windowFrames);
  }

  /** Rows of windows that overlap as MEVA's do ({@code meva}). */
  public static RowOrigins meva(int rows) {
    return seams(rows, MEVA_FIRST, MEVA_STEP);
  }

  private static RowOrigins seams(int rows, int first, int step) {
    boolean[] starts = new boolean[rows];
    for (int t = first; t < rows; t += step) {
      starts[t] = true;
    }
    return new RowOrigins(FrameMask.of(new boolean[rows]), FrameMask.of(starts));
  }
}
