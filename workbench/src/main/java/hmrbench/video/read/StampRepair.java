package hmrbench.video.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes time stamps rise from frame to frame where a container left them out or mixed them up. A
 * stamp that is there and goes with its neighbours is kept as it is.
 *
 * <p>Three things happen in real files: reference frames without a stamp (B-frames in AVI), single
 * stamps out of order, and a clock that starts again (recordings that were joined). The first two
 * are set from their neighbours; after the third all stamps are moved so that the next part begins
 * one frame later.
 */
final class StampRepair {

  /** H.264 and H.265 reorder at most 16 frames: further away nothing is a matter of order. */
  private static final int REORDERED = 16;

  /** Where more of the stamps are wrong, none of them is trusted. */
  private static final double MOST_WRONG = 0.5;

  /** A clock that starts again more often, or in more than this part of its frames, is none. */
  private static final int MOST_JOINS = 100;

  private static final double OFTEN = 0.25;

  private final long[] ticks;
  private final boolean[] set;
  private final double step;
  private final List<Join> joins = new ArrayList<>();

  /**
   * Where the clock starts again.
   *
   * @param frame the first one of the next part
   * @param back how far the stamps go back there, in ticks
   */
  record Join(int frame, long back) {}

  /**
   * Times that rise.
   *
   * @param ticks one per frame; empty where the stamps are of no use at all, and frames have to be
   *     counted
   * @param missing number of frames that had no stamp
   * @param disordered frames whose stamp did not rise and was replaced
   * @param joins where the clock started again
   */
  record Repaired(Optional<long[]> ticks, int missing, List<Integer> disordered, List<Join> joins) {

    /** Of a video without time stamps. */
    static Repaired none() {
      return new Repaired(Optional.empty(), 0, List.of(), List.of());
    }
  }

  private StampRepair(long[] ticks, double step) {
    this.ticks = ticks.clone();
    this.set = new boolean[ticks.length];
    this.step = step;
  }

  /**
   * Repairs time stamps.
   *
   * @param ticks one per frame in the order of display, or {@link FrameStamp#NONE}
   * @param declaredStep time from frame to frame as the file declares it, in ticks, above 0
   */
  static Repaired of(long[] ticks, double declaredStep) {
    int missing = (int) Arrays.stream(ticks).filter(tick -> tick == FrameStamp.NONE).count();
    if (missing > 0 && missing >= MOST_WRONG * ticks.length) {
      return new Repaired(Optional.empty(), missing, List.of(), List.of());
    }
    StampRepair repair = new StampRepair(ticks, usualStep(ticks, declaredStep));
    repair.fillMissing();
    boolean ordered = repair.putInOrder();
    List<Integer> disordered = new ArrayList<>();
    for (int t = 0; t < ticks.length; t++) {
      if (repair.set[t] && ticks[t] != FrameStamp.NONE) {
        disordered.add(t);
      }
    }
    boolean clock =
        ordered && (repair.joins.size() < 2 || repair.joins.size() <= OFTEN * ticks.length);
    boolean sound = clock && missing + disordered.size() <= MOST_WRONG * ticks.length;
    return sound && rises(repair.ticks)
        ? new Repaired(Optional.of(repair.ticks), missing, disordered, repair.joins)
        : new Repaired(Optional.empty(), missing, disordered, List.of());
  }

  private static boolean rises(long[] ticks) {
    for (int t = 1; t < ticks.length; t++) {
      if (ticks[t] <= ticks[t - 1]) {
        return false;
      }
    }
    return true;
  }

  /** The middle of all rising gaps between stamps, per frame; as declared where there are few. */
  private static double usualStep(long[] ticks, double declared) {
    List<Double> gaps = new ArrayList<>();
    int before = -1;
    for (int t = 0; t < ticks.length; t++) {
      if (ticks[t] != FrameStamp.NONE) {
        if (before >= 0 && ticks[t] > ticks[before]) {
          gaps.add((double) (ticks[t] - ticks[before]) / (t - before));
        }
        before = t;
      }
    }
    if (2 * gaps.size() < ticks.length - 1 || gaps.isEmpty()) {
      return declared;
    }
    gaps.sort(null);
    return gaps.get(gaps.size() / 2);
  }

  private void fillMissing() {
    int before = -1;
    for (int t = 0; t < ticks.length; t++) {
      if (ticks[t] == FrameStamp.NONE) {
        continue;
      }
      if (before < 0) {
        for (int back = t - 1; back >= 0; back--) {
          set(back, ticks[t] - Math.round((t - back) * step));
        }
      } else if (ticks[t] > ticks[before]) {
        between(before, t);
      } else {
        after(before, t);
      }
      before = t;
    }
    after(before, ticks.length);
  }

  private void set(int frame, long value) {
    ticks[frame] = value;
    set[frame] = true;
  }

  /** Sets the frames between two others evenly. */
  private void between(int from, int to) {
    double gap = (double) (ticks[to] - ticks[from]) / (to - from);
    for (int t = from + 1; t < to; t++) {
      long even = ticks[from] + Math.round((t - from) * gap);
      if (ticks[t] != even) {
        set(t, even);
      }
    }
  }

  /** Sets the frames after another at the usual step. */
  private void after(int from, int to) {
    for (int t = from + 1; t < to; t++) {
      set(t, ticks[from] + Math.round((t - from) * step));
    }
  }

  /** Replaces or moves what does not rise; false if there is no sense in it. */
  private boolean putInOrder() {
    for (int t = 1; t < ticks.length; t++) {
      if (ticks[t] > ticks[t - 1] || retimed(t)) {
        continue;
      }
      if (joins.size() == MOST_JOINS) {
        return false;
      }
      join(t);
    }
    return true;
  }

  /** Looks for the fewest frames around a fall that can be set from sound neighbours. */
  private boolean retimed(int fall) {
    for (int span = 2; span <= REORDERED + 1; span++) {
      for (int to = fall; to < fall + span; to++) {
        if (fits(to - span, to)) {
          between(to - span, to);
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the time between two frames is what their number says, within half a frame. */
  private boolean fits(int from, int to) {
    return from >= 0
        && to < ticks.length
        && Math.abs(ticks[to] - ticks[from] - (to - from) * step) <= step / 2;
  }

  private void join(int frame) {
    joins.add(new Join(frame, ticks[frame - 1] - ticks[frame]));
    long shift = ticks[frame - 1] + Math.max(1, Math.round(step)) - ticks[frame];
    for (int t = frame; t < ticks.length; t++) {
      ticks[t] += shift;
    }
  }
}
