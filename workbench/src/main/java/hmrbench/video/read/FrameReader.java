package hmrbench.video.read;

import java.util.Optional;

/** Goes through the frames of a video from the first to the last. */
public interface FrameReader extends AutoCloseable {

  /** What the video says of itself. */
  VideoInfo info();

  /**
   * The next frame, or nothing after the last one.
   *
   * @throws hmrbench.core.Fault if there is no frame at all, or decoding broke off
   */
  Optional<VideoFrame> next();

  /**
   * Goes past the next frame, of which no picture is made; nothing after the last one.
   *
   * @throws hmrbench.core.Fault as {@link #next}
   */
  Optional<FrameStamp> skip();

  @Override
  void close();
}
