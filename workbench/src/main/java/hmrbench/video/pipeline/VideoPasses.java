package hmrbench.video.pipeline;

import hmrbench.video.OrderedTasks;
import hmrbench.video.read.Playback;
import hmrbench.video.read.Video;
import hmrbench.video.read.VideoFrame;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a video from its start for one stage after the other, and reports their progress. While a
 * stage looks at a frame, the next ones are decoded.
 */
final class VideoPasses {

  /** Frames that wait for the stage. */
  private static final int AHEAD = 3;

  private final Video video;
  private final Listener listener;

  VideoPasses(Video video, Listener listener) {
    this.video = video;
    this.listener = listener;
  }

  Video video() {
    return video;
  }

  /** Shows every frame in turn. */
  void run(String stage, Consumer<VideoFrame> viewer) {
    run(stage, 1, viewer);
  }

  /**
   * Shows some frames in turn.
   *
   * @param every 1 for all of them; n for every n-th from the first on, and the last one
   */
  void run(String stage, int every, Consumer<VideoFrame> viewer) {
    int frames = video.frames();
    try (Playback playback = video.play();
        OrderedTasks<Optional<VideoFrame>> coming = new OrderedTasks<>(1)) {
      int begun = 0;
      for (int frame = 0; frame < frames; frame++) {
        for (; begun < frames && coming.waiting() < AHEAD; begun++) {
          boolean shown = begun % every == 0 || begun == frames - 1;
          coming.begin(() -> read(playback, shown));
        }
        coming.take().ifPresent(viewer);
        listener.progress(stage, (frame + 1.0) / frames);
      }
    }
  }

  private static Optional<VideoFrame> read(Playback playback, boolean shown) {
    if (shown) {
      return Optional.of(playback.next());
    }
    playback.skip();
    return Optional.empty();
  }
}
