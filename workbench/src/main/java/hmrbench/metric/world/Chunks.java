package hmrbench.metric.world;

import hmrbench.metric.world.WorldRules.Tail;
import java.util.ArrayList;
import java.util.List;

/** How a sequence is cut before its pieces are aligned. */
public final class Chunks {

  /** Frames of a whole chunk (WHAM lib/eval/evaluate_emdb.py at 2b54f77). */
  public static final int FRAMES = 100;

  private Chunks() {}

  /**
   * A piece of a sequence.
   *
   * @param from first frame
   * @param to the frame behind the last
   */
  public record Chunk(int from, int to) {}

  /** The pieces of a sequence of so many frames; under TRAM's rule it may have none. */
  public static List<Chunk> of(int frames, Tail tail) {
    return tail == Tail.SHORT_CHUNK ? withShort(frames) : inLast(frames);
  }

  private static List<Chunk> withShort(int frames) {
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < frames; from += FRAMES) {
      chunks.add(new Chunk(from, Math.min(from + FRAMES, frames)));
    }
    return chunks;
  }

  /** TRAM scripts/emdb/run_eval.py at 4861c11: starts below frames - 100, the last end is early. */
  private static List<Chunk> inLast(int frames) {
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < frames - FRAMES; from += FRAMES) {
      boolean last = from + 2 * FRAMES > frames;
      chunks.add(new Chunk(from, last ? frames - 1 : from + FRAMES));
    }
    return chunks;
  }
}
