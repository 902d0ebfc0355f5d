package hmrbench.video.read;

import hmrbench.video.image.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of a video say about its clock, collected while they go by: whether the rate is
 * constant, which frames repeat the one before, which are damaged.
 */
public final class Timeline {

  /** Gaps this much apart from the middle one, relatively, still count as one rate. */
  private static final double JITTER = 0.01;

  /** Largest mean difference of two pictures that count as one, in levels of 255. */
  private static final double SAME_PICTURE = 0.05;

  /** Only every so many bytes are compared; odd, so that all three colours are. */
  private static final int STRIDE = 7;

  private final VideoInfo info;
  private final List<Long> ticks = new ArrayList<>();
  private final List<Integer> repeated = new ArrayList<>();
  private final List<Integer> damaged = new ArrayList<>();
  private @Nullable Picture before;

  public Timeline(VideoInfo info) {
    this.info = info;
  }

  /** Takes the next frame; keeps its picture until the one after. */
  public void add(VideoFrame frame) {
    if (before != null && difference(before, frame.picture()) <= SAME_PICTURE) {
      repeated.add(frame.index());
    }
    if (frame.damaged()) {
      damaged.add(frame.index());
    }
    ticks.add(frame.ticks());
    before = frame.picture();
  }

  /** The time stamps in the unit of {@link VideoInfo#tick}, one per frame. */
  public List<Long> ticks() {
    return List.copyOf(ticks);
  }

  /** The time of a frame after the first one, in seconds. */
  public double seconds(int frame) {
    return (ticks.get(frame) - ticks.get(0)) * info.tick().value();
  }

  /** Frames whose picture does not differ from the one before. */
  public List<Integer> repeated() {
    return List.copyOf(repeated);
  }

  /** Frames of which the decoder had to make up a part. */
  public List<Integer> damaged() {
    return List.copyOf(damaged);
  }

  /** Whether all gaps between frames are alike, but for the rounding to ticks. */
  public boolean constantRate() {
    long[] gaps = gaps();
    if (gaps.length == 0) {
      return true;
    }
    long middle = gaps[gaps.length / 2];
    double slack = Math.max(1, JITTER * middle);
    return middle > 0 && gaps[0] >= middle - slack && gaps[gaps.length - 1] <= middle + slack;
  }

  /** The measured rate, in hertz; the container's for a single frame. */
  public double framesPerSecond() {
    int last = ticks.size() - 1;
    return last < 1 || ticks.get(last).equals(ticks.get(0))
        ? info.framesPerSecond()
        : last / seconds(last);
  }

  /** What a user should know, one sentence each; empty for a flawless video. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!constantRate()) {
      long[] gaps = gaps();
      remarks.add(
          String.format(
              Locale.ROOT,
              "variable frame rate: gaps from %.1f to %.1f ms, %.3f frames/s on average; time stamps"
                  + " are kept, but models and filters take the frames as evenly spaced",
              1000 * gaps[0] * info.tick().value(),
              1000 * gaps[gaps.length - 1] * info.tick().value(),
              framesPerSecond()));
    }
    if (!repeated.isEmpty()) {
      remarks.add(
          "%d of %d frames repeat the picture before: %s"
              .formatted(repeated.size(), ticks.size(), some(repeated)));
    }
    if (!damaged.isEmpty()) {
      remarks.add(
          "%d of %d frames are damaged and were made up by the decoder: %s"
              .formatted(damaged.size(), ticks.size(), some(damaged)));
    }
    if (info.declaredFrames().isPresent() && info.declaredFrames().getAsLong() != ticks.size()) {
      remarks.add(
          "the container lists %d frames, %d could be decoded"
              .formatted(info.declaredFrames().getAsLong(), ticks.size()));
    }
    return remarks;
  }

  private static String some(List<Integer> frames) {
    int shown = Math.min(10, frames.size());
    String list = frames.subList(0, shown).toString();
    return shown == frames.size() ? list : list.replace("]", ", ...]");
  }

  /** Gaps between frames in ticks, ascending. */
  private long[] gaps() {
    long[] gaps = new long[Math.max(0, ticks.size() - 1)];
    for (int t = 0; t < gaps.length; t++) {
      gaps[t] = ticks.get(t + 1) - ticks.get(t);
    }
    Arrays.sort(gaps);
    return gaps;
  }

  private static double difference(Picture a, Picture b) {
    if (a.width() != b.width() || a.height() != b.height()) {
      return Double.POSITIVE_INFINITY;
    }
    byte[] left = a.rgb();
    byte[] right = b.rgb();
    long sum = 0;
    int count = 0;
    for (int at = 0; at < left.length; at += STRIDE) {
      sum += Math.abs((left[at] & 255) - (right[at] & 255));
      count++;
    }
    return (double) sum / count;
  }
}
