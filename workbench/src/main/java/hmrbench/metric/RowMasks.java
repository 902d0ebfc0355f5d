package hmrbench.metric;

import hmrbench.core.FrameMask;
import java.util.List;

/** Which rows have the neighbours that a time difference needs. */
public final class RowMasks {

  private RowMasks() {}

  /** All rows but the first and last {@code margin} ones. */
  public static FrameMask within(int rows, int margin) {
    boolean[] inside = new boolean[rows];
    for (int t = margin; t < rows - margin; t++) {
      inside[t] = true;
    }
    return FrameMask.of(inside);
  }

  /**
   * Rows that count and whose neighbours count, with consecutive frames of the clip.
   *
   * @param frames frame of the clip per row
   * @param counted rows that count
   * @param before rows needed before
   * @param after rows needed after
   */
  public static FrameMask withoutGaps(
      List<Integer> frames, FrameMask counted, int before, int after) {
    boolean[] whole = new boolean[frames.size()];
    for (int t = before; t < whole.length - after; t++) {
      whole[t] = true;
      for (int k = -before; k <= after; k++) {
        whole[t] &= counted.get(t + k) && frames.get(t + k) == frames.get(t) + k;
      }
    }
    return FrameMask.of(whole);
  }
}
