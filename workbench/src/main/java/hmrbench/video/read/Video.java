package hmrbench.video.read;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A video, or a folder of pictures, that was looked through once: how many frames it has, when each
 * is shown, and what is odd about them. It is read again from its start as often as needed.
 *
 * <p>Of a video that is thinned out only some frames are left. They are counted from 0; {@link
 * #stored} says which frame of the file each is.
 */
public final class Video {

  private final VideoInfo info;
  private final int storedFrames;
  private final int[] kept;
  private final FrameTimes times;
  private final List<Remark> remarks;

  private Video(
      VideoInfo info, int storedFrames, int[] kept, FrameTimes times, List<Remark> remarks) {
    this.info = info;
    this.storedFrames = storedFrames;
    this.kept = kept;
    this.times = times;
    this.remarks = List.copyOf(remarks);
  }

  /**
   * Looks through a video.
   *
   * @param path a video file, or a folder of pictures
   * @param framesPerSecond of a file the rate to which it is thinned out, in hertz; of a folder the
   *     rate of its pictures
   * @throws Fault if it cannot be read to its end, its pictures change their size, or the rate does
   *     not go with it
   */
  public static Video open(Path path, OptionalDouble framesPerSecond) {
    framesPerSecond.ifPresent(Video::requireRate);
    List<Remark> remarks = new ArrayList<>();
    List<FrameStamp> stamps = new ArrayList<>();
    VideoInfo info;
    try (FrameReader reader = reader(path, framesPerSecond)) {
      info = reader.info();
      if (reader instanceof PictureFolder folder) {
        folder.gap().ifPresent(remarks::add);
      }
      for (Optional<FrameStamp> at = reader.skip(); at.isPresent(); at = reader.skip()) {
        stamps.add(at.get());
        requireOneSize(info, stamps);
      }
    }
    FrameTimes all = FrameTimes.of(info, stamps);
    listed(info, all).ifPresent(remarks::add);
    boolean folder = Files.isDirectory(path);
    int[] kept =
        folder || framesPerSecond.isEmpty()
            ? IntStream.range(0, all.frames()).toArray()
            : thinned(path, all, framesPerSecond.getAsDouble());
    FrameTimes times = all.pick(kept);
    remarks.addAll(times.remarks(name(path)));
    if (kept.length < all.frames()) {
      remarks.add(
          Remark.note(
              "thinned-out",
              name(path),
              "%d of %d frames are kept, for %s of %s frames/s; frames are numbered as in the file"
                  .formatted(
                      kept.length,
                      all.frames(),
                      UnusualRate.plain(times.framesPerSecond(), 3),
                      UnusualRate.plain(all.framesPerSecond(), 3))));
    }
    return new Video(info, all.frames(), kept, times, remarks);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static void requireRate(double framesPerSecond) {
    if (!(framesPerSecond >= 1 && framesPerSecond <= 1000)) {
      throw Fault.asked("--fps %s: expected 1 to 1000 frames/s", framesPerSecond);
    }
  }

  private static int[] thinned(Path path, FrameTimes all, double framesPerSecond) {
    return all.thinned(framesPerSecond)
        .orElseThrow(
            () ->
                Fault.asked(
                    "--fps %s: %s has %s frames/s, and frames are left out, never made up",
                    UnusualRate.plain(framesPerSecond, 3),
                    path,
                    UnusualRate.plain(all.framesPerSecond(), 3)));
  }

  /** A body in one size of picture says nothing in another, and a box even less. */
  private static void requireOneSize(VideoInfo info, List<FrameStamp> stamps) {
    FrameStamp first = stamps.get(0);
    FrameStamp last = stamps.get(stamps.size() - 1);
    if (last.width() != first.width() || last.height() != first.height()) {
      throw Fault.asked(
          "%s: pictures change from %d x %d to %d x %d pixels at frame %d: split the video there",
          info.file(),
          first.width(),
          first.height(),
          last.width(),
          last.height(),
          stamps.size() - 1);
    }
    if (last.pixelAspect() != first.pixelAspect()) {
      throw Fault.asked(
          "%s: the shape of pixels changes from %s to %s at frame %d: split the video there",
          info.file(),
          UnusualRate.plain(first.pixelAspect(), 4),
          UnusualRate.plain(last.pixelAspect(), 4),
          stamps.size() - 1);
    }
  }

  /** Whether the container lists other frames than there are; AVI lists fields of H.264. */
  private static Optional<Remark> listed(VideoInfo info, FrameTimes times) {
    long listed = info.declaredFrames().orElse(times.frames());
    return listed == times.frames() || listed == 2L * times.frames()
        ? Optional.empty()
        : Optional.of(
            Remark.doubt(
                "frames-listed",
                name(info.file()),
                "the container lists %d frames, %d could be decoded"
                    .formatted(listed, times.frames())));
  }

  private static FrameReader reader(Path path, OptionalDouble framesPerSecond) {
    if (!Files.isDirectory(path)) {
      return VideoReader.open(path);
    }
    return PictureFolder.open(
        path,
        framesPerSecond.orElseThrow(
            () ->
                Fault.asked(
                    "%s: is a folder of pictures: say how many were taken per second, for example"
                        + " with --fps 30",
                    path)));
  }

  /** What the file says of itself. */
  public VideoInfo info() {
    return info;
  }

  /** The file or folder. */
  public Path path() {
    return info.file();
  }

  /** The files that are read: the video, or the pictures in their order. */
  public List<Path> files() {
    return Files.isDirectory(path()) ? PictureFolder.pictures(path()) : List.of(path());
  }

  /** The times of the frames, counted from 0. */
  public FrameTimes times() {
    return times;
  }

  /** Number of frames. */
  public int frames() {
    return kept.length;
  }

  /** Number of frames in the file, those included that are left out. */
  public int storedFrames() {
    return storedFrames;
  }

  /** The number that a frame has in the file. */
  public int stored(int frame) {
    return kept[frame];
  }

  /** What a user should know of it. */
  public List<Remark> remarks() {
    return remarks;
  }

  /** Reads it from its start. */
  public Playback play() {
    return new Playback(this, reader(path(), OptionalDouble.of(info.declaredRate())));
  }
}
