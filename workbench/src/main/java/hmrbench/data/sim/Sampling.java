package hmrbench.data.sim;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * At which moments a clip has frames, and at which its noise is drawn.
 *
 * <p>Moments are whole ticks of a clock. Frames are some of the knots; noise that is correlated in
 * time is drawn from knot to knot, exactly for whatever time lies between. So clips whose frames
 * share their knots share their noise: one of them is a true decimation of the other.
 */
public final class Sampling {

  /** Ticks per second of the simulated clock: every offered rate divides it. */
  static final int TICKS = 600;

  /** Rates whose frames are knots of {@link #shared}; together they need 160 knots per second. */
  private static final int[] SHARED_RATES = {120, 50};

  private final double ticksPerSecond;
  private final int[] knots;
  private final int[] frames;

  private Sampling(double ticksPerSecond, int[] knots, int[] frames) {
    this.ticksPerSecond = ticksPerSecond;
    this.knots = knots;
    this.frames = frames;
  }

  /** Frames at a rate, noise drawn so that every offered rate sees the same noise. */
  static Sampling shared(double seconds, int framesPerSecond) {
    int[] knots =
        IntStream.range(0, ticks(seconds))
            .filter(tick -> Arrays.stream(SHARED_RATES).anyMatch(rate -> isFrame(tick, rate)))
            .toArray();
    int[] frames =
        IntStream.range(0, knots.length)
            .filter(knot -> isFrame(knots[knot], framesPerSecond))
            .toArray();
    return new Sampling(TICKS, knots, frames);
  }

  /** Frames at a rate, noise drawn for these frames alone, which is cheaper. */
  static Sampling only(double seconds, int framesPerSecond) {
    int[] knots =
        IntStream.range(0, ticks(seconds)).filter(tick -> isFrame(tick, framesPerSecond)).toArray();
    return new Sampling(TICKS, knots, IntStream.range(0, knots.length).toArray());
  }

  /** Ticks of so long a clip. */
  static int ticks(double seconds) {
    return Math.toIntExact(Math.round(seconds * TICKS));
  }

  /**
   * Every {@code step}-th frame of a recording, noise drawn for all recorded frames.
   *
   * @param recordedFrames frames of the recording
   * @param recordedPerSecond its rate, in hertz
   */
  public static Sampling recorded(int recordedFrames, double recordedPerSecond, int step) {
    return new Sampling(
        recordedPerSecond,
        IntStream.range(0, recordedFrames).toArray(),
        IntStream.range(0, recordedFrames).filter(t -> t % step == 0).toArray());
  }

  private static boolean isFrame(int tick, int framesPerSecond) {
    return tick % (TICKS / framesPerSecond) == 0;
  }

  int knots() {
    return knots.length;
  }

  /** The tick of a knot. */
  int tickOfKnot(int knot) {
    return knots[knot];
  }

  public int frames() {
    return frames.length;
  }

  /** The knot at which a frame lies. */
  int knotOfFrame(int frame) {
    return frames[frame];
  }

  /** The tick of a frame. */
  public int tick(int frame) {
    return knots[frames[frame]];
  }

  /** The first knot that is not before a moment, in seconds. */
  int firstKnotFrom(double moment) {
    return first(knots.length, knot -> seconds(knots[knot]) >= moment);
  }

  /** The first frame that is not before a moment, in seconds. */
  int firstFrameFrom(double moment) {
    return first(frames.length, frame -> seconds(tick(frame)) >= moment);
  }

  /** The first of {@code count} places from which on something holds. */
  private static int first(int count, IntPredicate holds) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  double seconds(int tick) {
    return tick / ticksPerSecond;
  }

  /** Length of what is sampled, in seconds. */
  double length() {
    return knots.length == 0 ? 0 : seconds(knots[knots.length - 1]);
  }
}
