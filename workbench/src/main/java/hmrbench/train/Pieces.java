package hmrbench.train;

import ai.djl.ndarray.index.NDIndex;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A long vector in pieces. An operation on a whole network's weights asks the system for hundreds
 * of megabytes that it hands back at once, which can cost more than the operation; pieces use the
 * same memory again.
 */
final class Pieces {

  private Pieces() {}

  /** Slices of a vector of some length, in order, of {@code most} values each but the last. */
  static Stream<NDIndex> of(long length, int most) {
    return between(0, length, most);
  }

  /** Slices from one index to before another. */
  static Stream<NDIndex> between(long from, long to, int most) {
    return LongStream.iterate(from, start -> start < to, start -> start + most)
        .mapToObj(start -> new NDIndex().addSliceDim(start, Math.min(start + most, to)));
  }
}
