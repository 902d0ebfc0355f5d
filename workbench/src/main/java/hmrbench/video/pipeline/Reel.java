package hmrbench.video.pipeline;

import hmrbench.video.InOrder;
import hmrbench.video.read.VideoFrame;
import hmrbench.video.read.VideoInfo;
import hmrbench.video.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A video that is read from its start by one stage after the other, with their progress. While a
 * stage looks at a frame, the next ones are decoded.
 */
final class Reel {

  /** Frames that wait for the stage. */
  private static final int AHEAD = 3;

  private final Path file;
  private final Listener listener;
  private final List<Long> ticks = new ArrayList<>();

  Reel(Path file, Listener listener) {
    this.file = file;
    this.listener = listener;
  }

  VideoInfo info() {
    try (VideoReader reader = VideoReader.open(file)) {
      return reader.info();
    }
  }

  /** Shows every frame in turn; returns how many there were. */
  int play(String stage, Consumer<VideoFrame> viewer) {
    return play(stage, 1, viewer);
  }

  /**
   * Shows some frames in turn; returns how many there were in all.
   *
   * @param every 1 for all of them; n for every n-th from the first on, and the last one, where the
   *     container says which that is
   */
  int play(String stage, int every, Consumer<VideoFrame> viewer) {
    try (VideoReader reader = VideoReader.open(file);
        InOrder<Optional<Passing>> coming = new InOrder<>(1)) {
      long expected = reader.info().declaredFrames().orElse(0);
      ticks.clear();
      for (int begun = 0; ; ) {
        for (; coming.waiting() < AHEAD; begun++) {
          boolean shown = begun % every == 0 || begun == expected - 1;
          coming.begin(() -> pass(reader, shown));
        }
        Optional<Passing> next = coming.take();
        if (next.isEmpty()) {
          break;
        }
        next.get().frame().ifPresent(viewer);
        ticks.add(next.get().ticks());
        if (ticks.size() < expected) {
          listener.progress(stage, (double) ticks.size() / expected);
        }
      }
      listener.progress(stage, 1);
      return ticks.size();
    }
  }

  /** A frame that goes by, shown or not. */
  private record Passing(long ticks, Optional<VideoFrame> frame) {}

  private static Optional<Passing> pass(VideoReader reader, boolean shown) {
    if (shown) {
      return reader.next().map(frame -> new Passing(frame.ticks(), Optional.of(frame)));
    }
    return reader.skip().map(ticks -> new Passing(ticks, Optional.empty()));
  }

  /**
   * The longest step of which all times of frames are multiples, counted from the first, in units
   * of the video's tick: at a constant rate the time of one frame.
   */
  long step() {
    if (ticks.isEmpty()) {
      play("times", Integer.MAX_VALUE, frame -> {});
    }
    long step = 0;
    for (long tick : ticks) {
      step = gcd(step, Math.abs(tick - ticks.get(0)));
    }
    return Math.max(1, step);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
