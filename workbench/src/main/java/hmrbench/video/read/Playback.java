package hmrbench.video.read;

import hmrbench.core.Fault;
import java.util.Optional;

/** One reading of a video from its first frame to its last, with its repaired times. */
public final class Playback implements AutoCloseable {

  private final Video video;
  private final FrameReader reader;

  /** Frames of the video so far. */
  private int next;

  /** Frames of the file so far. */
  private int stored;

  Playback(Video video, FrameReader reader) {
    this.video = video;
    this.reader = reader;
  }

  /**
   * The next frame.
   *
   * @throws Fault if there is none: the file is not what it was before
   */
  public VideoFrame next() {
    skipTo(video.stored(next));
    VideoFrame frame = reader.next().orElseThrow(this::changed);
    stored++;
    int index = next++;
    return new VideoFrame(index, video.times().ticks(index), frame.damaged(), frame.picture());
  }

  /** Goes past the next frame, of which no picture is made. */
  public void skip() {
    skipTo(video.stored(next++) + 1);
  }

  private void skipTo(int frame) {
    for (; stored < frame; stored++) {
      Optional<FrameStamp> passed = reader.skip();
      if (passed.isEmpty()) {
        throw changed();
      }
    }
  }

  private Fault changed() {
    return Fault.running(
        "%s: ends after %d frames, but had more when it was opened: it changed meanwhile; copy it"
            + " elsewhere and start again",
        video.path(), stored);
  }

  @Override
  public void close() {
    reader.close();
  }
}
