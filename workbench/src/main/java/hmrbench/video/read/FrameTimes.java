package hmrbench.video.read;

import hmrbench.core.Remark;
import hmrbench.video.read.VideoInfo.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When each frame of a video is shown. The times rise from frame to frame: stamps that are missing
 * or do not rise were repaired, and a remark says so.
 */
public final class FrameTimes {

  /** Gaps this much apart from the middle one, relatively, still count as one rate. */
  private static final double JITTER = 0.01;

  /** A gap that is both longer than a second and than so many usual ones is no part of a rate. */
  private static final int JUMP_FRAMES = 10;

  /** Stamps are repaired in units of at most this part of a frame. */
  private static final int REPAIR_UNITS = 1000;

  /** Finest unit of repaired stamps, as a part of a second. */
  private static final int FINEST = Integer.MAX_VALUE;

  /** In ticks, of which there are seldom more than a million in a second: a year. */
  private static final long FURTHEST = 1L << 45;

  /** Rates are one where they differ by less, relatively: 30 and 30000/1001 do by 0.001. */
  private static final double SAME_RATE = 0.002;

  private final Ratio tick;
  private final long[] ticks;
  private final double declaredRate;
  private final List<Remark> repairs;

  private FrameTimes(Ratio tick, long[] ticks, double declaredRate, List<Remark> repairs) {
    this.tick = tick;
    this.ticks = ticks;
    this.declaredRate = declaredRate;
    this.repairs = repairs;
  }

  /** Times from what the decoder says of each frame. */
  static FrameTimes of(VideoInfo info, List<FrameStamp> frames) {
    long[] stamps = frames.stream().mapToLong(frame -> meant(frame.ticks())).toArray();
    RepairRemarks words = new RepairRemarks(info, stamps.length);
    if (!info.clock().stamped()) {
      List<Remark> remarks = words.counted(StampRepair.Repaired.none());
      return counted(info, frames, remarks);
    }
    // Units as they are suffice where nothing has to be repaired.
    double step = info.clock().frame().value() / info.clock().tick().value();
    Ratio tick = info.clock().tick();
    long finest = FINEST / tick.below();
    int finer =
        fine(stamps)
            ? 1
            : (int) Math.max(1, Math.min((double) finest, Math.ceil(REPAIR_UNITS / step)));
    Ratio unit = new Ratio(tick.above(), tick.below() * finer);
    long[] inUnits =
        Arrays.stream(stamps)
            .map(stamp -> stamp == FrameStamp.NONE ? stamp : stamp * finer)
            .toArray();
    StampRepair.Repaired repaired = StampRepair.of(inUnits, step * finer);
    return repaired.ticks().isPresent()
        ? new FrameTimes(
            unit, repaired.ticks().get(), info.declaredRate(), words.repaired(repaired, unit))
        : counted(info, frames, words.counted(repaired));
  }

  /** A stamp that is further from zero than any recording is none. */
  private static long meant(long stamp) {
    return Math.abs(stamp) > FURTHEST ? FrameStamp.NONE : stamp;
  }

  /** Times from the order of frames and the declared rate, in half frames. */
  private static FrameTimes counted(VideoInfo info, List<FrameStamp> frames, List<Remark> remarks) {
    Ratio frame = info.clock().frame();
    long[] ticks = new long[frames.size()];
    for (int t = 1; t < ticks.length; t++) {
      ticks[t] = ticks[t - 1] + 2 + Math.max(0, frames.get(t - 1).extraFields());
    }
    // Both at half their size where a rate is given in numbers that large.
    Ratio half =
        frame.below() <= Integer.MAX_VALUE / 2
            ? new Ratio(frame.above(), 2 * frame.below())
            : new Ratio(Math.max(1, frame.above() / 2), frame.below());
    return new FrameTimes(half, ticks, info.declaredRate(), remarks);
  }

  private static boolean fine(long[] stamps) {
    for (int t = 0; t < stamps.length; t++) {
      if (stamps[t] == FrameStamp.NONE || (t > 0 && stamps[t] <= stamps[t - 1])) {
        return false;
      }
    }
    return true;
  }

  /** Number of frames. */
  public int frames() {
    return ticks.length;
  }

  /** Unit of {@link #ticks}, in seconds. */
  public Ratio tick() {
    return tick;
  }

  /** The time of a frame in units of {@link #tick}; only differences mean something. */
  public long ticks(int frame) {
    return ticks[frame];
  }

  /** The time of a frame after the first one, in seconds. */
  public double seconds(int frame) {
    return (ticks[frame] - ticks[0]) * tick.value();
  }

  /**
   * The longest step of which all times are multiples, counted from the first, in units of {@link
   * #tick}: at a constant rate the time of one frame.
   */
  public long step() {
    long step = 0;
    for (long each : ticks) {
      step = gcd(step, each - ticks[0]);
    }
    return Math.max(1, step);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Whether all gaps between frames are alike, but for the rounding to ticks. */
  public boolean constantRate() {
    long[] gaps = gaps();
    if (gaps.length == 0) {
      return true;
    }
    long middle = gaps[gaps.length / 2];
    double slack = Math.max(1, JITTER * middle);
    return gaps[0] >= middle - slack && gaps[gaps.length - 1] <= middle + slack;
  }

  /** The measured rate without what is cut out, in hertz; the declared one for a single frame. */
  public double framesPerSecond() {
    long[] gaps = gaps();
    if (gaps.length == 0) {
      return declaredRate;
    }
    long longest = longestOfRate(gaps);
    long[] usual = Arrays.stream(gaps).filter(gap -> gap <= longest).toArray();
    return usual.length / (Arrays.stream(usual).sum() * tick.value());
  }

  /** Frames before which time jumps forward, as between recordings that were joined. */
  private int[] jumps() {
    long longest = longestOfRate(gaps());
    return IntStream.range(1, ticks.length)
        .filter(t -> ticks[t] - ticks[t - 1] > longest)
        .toArray();
  }

  private long longestOfRate(long[] gaps) {
    return gaps.length == 0
        ? Long.MAX_VALUE
        : Math.max(JUMP_FRAMES * gaps[gaps.length / 2], Math.round(1 / tick.value()));
  }

  /**
   * The frames that are left at a lower rate: every n-th where the rate is n times as high, else
   * the frame nearest to each time.
   *
   * @param framesPerSecond wanted rate, in hertz
   * @return their numbers, ascending; empty if the video has no higher rate
   */
  Optional<int[]> thinned(double framesPerSecond) {
    double ratio = framesPerSecond() / framesPerSecond;
    if (ratio < 1 - SAME_RATE) {
      return Optional.empty();
    }
    long whole = Math.round(ratio);
    if (constantRate() && Math.abs(ratio - whole) <= SAME_RATE * ratio) {
      return Optional.of(IntStream.range(0, ticks.length).filter(t -> t % whole == 0).toArray());
    }
    return Optional.of(nearest(framesPerSecond));
  }

  private int[] nearest(double framesPerSecond) {
    List<Integer> kept = new ArrayList<>();
    int frame = 0;
    for (long k = 0; frame < ticks.length; k++) {
      // After a pause there may be many times that no frame is near to.
      k = Math.max(k, Math.round(seconds(frame) * framesPerSecond));
      double wanted = k / framesPerSecond;
      if (wanted > seconds(ticks.length - 1)) {
        break;
      }
      while (frame + 1 < ticks.length
          && Math.abs(seconds(frame + 1) - wanted) < Math.abs(seconds(frame) - wanted)) {
        frame++;
      }
      kept.add(frame++);
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The times of some of the frames. */
  FrameTimes pick(int[] frames) {
    long[] picked = Arrays.stream(frames).mapToLong(frame -> ticks[frame]).toArray();
    return new FrameTimes(tick, picked, declaredRate, repairs);
  }

  /** What a user should know of the times; empty where there is nothing odd. */
  List<Remark> remarks(String about) {
    List<Remark> remarks = new ArrayList<>(repairs);
    int[] jumps = jumps();
    if (jumps.length > 0) {
      remarks.add(
          Remark.doubt(
              "time-jump",
              about,
              String.format(
                  Locale.ROOT,
                  "time stamps jump by %.3f s before frame %d%s: recordings that were joined, or a"
                      + " pause; models take the frames on both sides as neighbours: split the"
                      + " video there",
                  (ticks[jumps[0]] - ticks[jumps[0] - 1]) * tick.value(),
                  jumps[0],
                  RepairRemarks.andMore(jumps.length))));
    }
    if (!constantRate()) {
      long[] gaps = gaps();
      remarks.add(
          Remark.note(
              "variable-frame-rate",
              about,
              String.format(
                  Locale.ROOT,
                  "variable frame rate: gaps from %.1f to %.1f ms, %.3f frames/s on average; time"
                      + " stamps are kept, but models and filters take the frames as evenly spaced",
                  1000 * gaps[0] * tick.value(),
                  1000 * gaps[gaps.length - 1] * tick.value(),
                  framesPerSecond())));
    }
    UnusualRate.remark(framesPerSecond(), frames(), about).ifPresent(remarks::add);
    return remarks;
  }

  /** Gaps between frames in ticks, ascending. */
  private long[] gaps() {
    long[] gaps = new long[Math.max(0, ticks.length - 1)];
    Arrays.setAll(gaps, t -> ticks[t + 1] - ticks[t]);
    Arrays.sort(gaps);
    return gaps;
  }
}
