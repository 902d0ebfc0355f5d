package hmrbench.video.write;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_HIGH;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import hmrbench.core.Fault;
import hmrbench.io.WholeFile;
import hmrbench.picture.image.Picture;
import hmrbench.video.NativeLibraries;
import hmrbench.video.WriteFailure;
import hmrbench.video.read.VideoInfo;
import hmrbench.video.read.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Writes an MP4 file frame by frame. Until {@link #finish()} the film lies under another name
 * beside the final one; closed before that, it is deleted.
 *
 * <p>One encoding thread: with more the bits of the film would depend on the machine's cores.
 */
public final class VideoWriter implements AutoCloseable {

  /** Size of the film; renderings keep crisp edges and letters at this rate. */
  private static final double BITS_PER_PIXEL = 0.16;

  private static final int LEAST_BITS_PER_SECOND = 500_000;

  /** Rates outside are cut to these by OpenH264, which then shares out its bits accordingly. */
  private static final double LOWEST_RATE = 1;

  private static final double HIGHEST_RATE = 60;

  /**
   * OpenH264 takes a block in which only a few pixels change a little for background and codes
   * nothing: what a body leaves behind there stays until the next key frame. A still picture costs
   * few bits, even whole.
   */
  private static final double KEY_FRAME_SECONDS = 0.5;

  /** Finer quantisers make films larger, and no one sees the difference. */
  private static final int FINEST_QUANTISER = 18;

  /** What the pictures of a film are. */
  public enum Content {
    /**
     * Drawn: few bits suffice for fine quantisers, at which H.264's loop filter has nothing to
     * smooth but takes its time all the same.
     */
    DRAWN,
    /** Of a camera. */
    FILMED
  }

  private final Path file;
  private final Path part;
  private final Encoder encoder;
  private final FFmpegFrameRecorder recorder;
  private final int width;
  private final int height;
  private @Nullable PackedPlanes room;
  private long frames;
  private boolean started;
  private boolean finished;

  private VideoWriter(
      Path file, Path part, Encoder encoder, FFmpegFrameRecorder recorder, int width, int height) {
    this.file = file;
    this.part = part;
    this.encoder = encoder;
    this.recorder = recorder;
    this.width = width;
    this.height = height;
  }

  /**
   * Begins a film.
   *
   * @param file where it will be, by custom with the ending {@code .mp4}
   * @param pictureWidth of the pictures that will come; films have even sides, so an odd one gains
   *     a column
   * @param pictureHeight the same, downwards
   * @throws Fault if the place cannot be written to
   */
  public static VideoWriter open(
      Path file, int pictureWidth, int pictureHeight, FilmClock clock, Content content) {
    NativeLibraries.requireFfmpeg();
    Path absolute = file.toAbsolutePath();
    Path part = WholeFile.partOf(absolute);
    int width = pictureWidth + pictureWidth % 2;
    int height = pictureHeight + pictureHeight % 2;
    Encoder encoder = Encoder.best();
    try {
      Path folder = absolute.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      WholeFile.removePartsOf(absolute);
      // FFmpeg's own message for a place that cannot be written is a number.
      Files.createFile(part);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
    FFmpegFrameRecorder recorder = configured(part, width, height, encoder, clock, content);
    VideoWriter writer = new VideoWriter(file, part, encoder, recorder, width, height);
    try {
      recorder.start();
      writer.started = true;
      return writer;
    } catch (FrameRecorder.Exception e) {
      writer.close();
      throw WriteFailure.of(file, e);
    }
  }

  private static FFmpegFrameRecorder configured(
      Path part, int width, int height, Encoder encoder, FilmClock clock, Content content) {
    FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(part.toFile(), width, height, 0);
    recorder.setFormat("mp4");
    recorder.setOption("movflags", "+faststart");
    recorder.setFrameRate(clock.ticksPerSecond());
    recorder.setVideoCodec(encoder.codecId());
    recorder.setVideoCodecName(encoder.name());
    recorder.setPixelFormat(AV_PIX_FMT_YUV420P);
    double rate = Math.max(LOWEST_RATE, Math.min(HIGHEST_RATE, clock.ticksPerSecond()));
    double bits = BITS_PER_PIXEL * width * height * rate;
    recorder.setVideoBitrate(
        (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_BITS_PER_SECOND, bits)));
    recorder.setGopSize((int) Math.max(1, Math.round(KEY_FRAME_SECONDS * clock.framesPerSecond())));
    recorder.setMaxBFrames(0);
    recorder.setVideoOption("threads", "1");
    recorder.setVideoOption("colorspace", "bt709");
    recorder.setVideoOption("color_primaries", "bt709");
    recorder.setVideoOption("color_trc", "bt709");
    recorder.setVideoOption("color_range", "tv");
    if (encoder.isH264()) {
      recorder.setVideoProfile(AV_PROFILE_H264_HIGH);
      // CABAC, the default of this profile, makes films 4 % smaller and takes 9 % longer.
      recorder.setVideoOption("coder", "cavlc");
      recorder.setVideoOption("qmin", String.valueOf(FINEST_QUANTISER));
      recorder.setVideoOption("loopfilter", content == Content.DRAWN ? "0" : "1");
    }
    return recorder;
  }

  /** What encodes the film. */
  public Encoder encoder() {
    return encoder;
  }

  /**
   * Adds a frame.
   *
   * @param ticks its time stamp in the unit of the clock, above that of the frame before
   */
  public void add(Picture picture, long ticks) {
    YuvPicture converted = YuvPicture.of(picture);
    PackedPlanes planes = room == null ? new PackedPlanes(converted) : room;
    planes.take(converted);
    add(planes, ticks);
    room = planes;
  }

  /** As {@link #add(Picture, long)}, of a picture that was made ready before. */
  public void add(PackedPlanes planes, long ticks) {
    ByteBuffer bytes = planes.bytes(width, height);
    try {
      recorder.setFrameNumber(Math.toIntExact(ticks));
      recorder.recordImage(width, height, Frame.DEPTH_UBYTE, 1, width, AV_PIX_FMT_YUV420P, bytes);
      frames++;
    } catch (FrameRecorder.Exception e) {
      throw WriteFailure.of(file, e);
    }
  }

  /**
   * Ends the film and gives it its name.
   *
   * @throws Fault if it cannot be written to the end
   */
  public void finish() {
    try {
      started = false;
      recorder.stop();
      requireWhole();
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      finished = true;
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  /** JavaCV does not say when the end of a film did not fit on the disk: look. */
  private void requireWhole() {
    try (VideoReader reader = VideoReader.open(part)) {
      VideoInfo info = reader.info();
      if (!info.codec().equals(encoder.codec()) || info.declaredFrames().orElse(-1) != frames) {
        throw Fault.running(
            "%s: FFmpeg wrote %s frames of %s instead of %d of %s",
            file, info.declaredFrames().orElse(-1), info.codec(), frames, encoder.codec());
      }
    } catch (Fault e) {
      throw WriteFailure.of(file, e);
    }
  }

  @Override
  public void close() {
    try {
      if (started) {
        recorder.stop();
      } else {
        recorder.release();
      }
    } catch (FrameRecorder.Exception e) {
      // The film is thrown away anyway.
      System.getLogger(VideoWriter.class.getName()).log(System.Logger.Level.DEBUG, e::getMessage);
    }
    if (!finished) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        throw WriteFailure.of(part, e);
      }
    }
  }
}
