package hmrbench.core;

import java.util.BitSet;

/** Which frames of a clip a property holds for. */
public final class FrameMask {

  private final int frames;
  private final BitSet set;

  private FrameMask(int frames, BitSet set) {
    this.frames = frames;
    this.set = set;
  }

  /** A mask that holds for every frame. */
  public static FrameMask all(int frames) {
    BitSet set = new BitSet(frames);
    set.set(0, frames);
    return new FrameMask(frames, set);
  }

  /** A mask from one flag per frame. */
  public static FrameMask of(boolean... flags) {
    BitSet set = new BitSet(flags.length);
    for (int t = 0; t < flags.length; t++) {
      set.set(t, flags[t]);
    }
    return new FrameMask(flags.length, set);
  }

  /** The number of frames that the mask covers, set or not. */
  public int frames() {
    return frames;
  }

  public boolean get(int frame) {
    if (frame < 0 || frame >= frames) {
      throw new IndexOutOfBoundsException("frame %d of %d".formatted(frame, frames));
    }
    return set.get(frame);
  }

  /** How many frames it holds for. */
  public int count() {
    return set.cardinality();
  }

  /** The frames that it holds for, ascending. */
  public int[] indices() {
    return set.stream().toArray();
  }

  /** The mask of the frames with these indices, in this order. */
  public FrameMask pick(int... indices) {
    BitSet picked = new BitSet(indices.length);
    for (int i = 0; i < indices.length; i++) {
      picked.set(i, get(indices[i]));
    }
    return new FrameMask(indices.length, picked);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameMask that && frames == that.frames && set.equals(that.set);
  }

  @Override
  public int hashCode() {
    return 31 * frames + set.hashCode();
  }

  @Override
  public String toString() {
    return "FrameMask[%d of %d]".formatted(count(), frames);
  }
}
