package hmrbench.video.pipeline;

import hmrbench.video.read.VideoFrame;
import hmrbench.video.read.VideoInfo;
import hmrbench.video.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A video that is read from its start by one stage after the other, with their progress. */
final class Reel {

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
    try (VideoReader reader = VideoReader.open(file)) {
      long expected = reader.info().declaredFrames().orElse(0);
      List<Long> seen = new ArrayList<>();
      for (Optional<VideoFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        viewer.accept(next.get());
        seen.add(next.get().ticks());
        if (seen.size() < expected) {
          listener.progress(stage, (double) seen.size() / expected);
        }
      }
      listener.progress(stage, 1);
      ticks.clear();
      ticks.addAll(seen);
      return seen.size();
    }
  }

  /**
   * The longest step of which all times of frames are multiples, counted from the first, in units
   * of the video's tick: at a constant rate the time of one frame.
   */
  long step() {
    if (ticks.isEmpty()) {
      play("times", frame -> {});
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
