package hmrbench.video.read;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of pictures, read as the frames of a video in the order of their names; numbers in names
 * count as numbers, so that {@code frame10} comes after {@code frame9}.
 */
final class PictureFolder implements FrameReader {

  private static final List<String> ENDINGS =
      List.of(".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff");

  private static final Pattern PIECES = Pattern.compile("\\d+|\\D+");
  private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)\\D*$");

  /** Denominator of a rate's fraction: rates are exact to a thousandth. */
  private static final int THOUSANDTHS = 1000;

  private final List<Path> pictures;
  private final VideoInfo info;
  private int next;

  private PictureFolder(List<Path> pictures, VideoInfo info) {
    this.pictures = pictures;
    this.info = info;
  }

  /**
   * Opens a folder.
   *
   * @param framesPerSecond at which the pictures were taken, in hertz
   * @throws Fault if there is no picture in it
   */
  static PictureFolder open(Path folder, double framesPerSecond) {
    List<Path> pictures = pictures(folder);
    try (VideoReader first = VideoReader.open(pictures.get(0))) {
      VideoInfo of = first.info();
      int rate = Math.toIntExact(Math.round(framesPerSecond * THOUSANDTHS));
      VideoInfo.Ratio frame = new VideoInfo.Ratio(THOUSANDTHS, rate);
      return new PictureFolder(
          pictures,
          new VideoInfo(
              folder,
              of.width(),
              of.height(),
              of.turnedDegrees(),
              of.pixelAspect(),
              new VideoInfo.Clock(frame, frame, true, false),
              OptionalLong.of(pictures.size()),
              of.codec()));
    }
  }

  /** The pictures of a folder in their order. */
  static List<Path> pictures(Path folder) {
    List<Path> pictures;
    try (Stream<Path> files = Files.list(folder)) {
      pictures =
          files
              .filter(PictureFolder::isPicture)
              .sorted(Comparator.comparing(PictureFolder::name, PictureFolder::natural))
              .toList();
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, folder, "cannot be listed", e);
    }
    if (pictures.isEmpty()) {
      throw Fault.asked(
          "%s: the folder holds no picture; expected files that end with %s",
          folder, String.join(", ", ENDINGS));
    }
    return pictures;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static boolean isPicture(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && ENDINGS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }

  /** Compares names piece by piece, numbers by their value. */
  static int natural(String left, String right) {
    Matcher a = PIECES.matcher(left);
    Matcher b = PIECES.matcher(right);
    while (a.find() && b.find()) {
      String one = a.group();
      String other = b.group();
      boolean numbers = Character.isDigit(one.charAt(0)) && Character.isDigit(other.charAt(0));
      int order =
          numbers ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
      if (order != 0) {
        return order;
      }
    }
    int byLength = Integer.compare(left.length(), right.length());
    return byLength != 0 ? byLength : left.compareTo(right);
  }

  /** Numbers that are left out between pictures, if every name has one. */
  Optional<Remark> gap() {
    for (int i = 1; i < pictures.size(); i++) {
      Matcher before = LAST_NUMBER.matcher(name(pictures.get(i - 1)));
      Matcher after = LAST_NUMBER.matcher(name(pictures.get(i)));
      if (!before.find() || !after.find()) {
        return Optional.empty();
      }
      BigInteger step = new BigInteger(after.group(1)).subtract(new BigInteger(before.group(1)));
      if (!step.equals(BigInteger.ONE)) {
        return Optional.of(
            Remark.doubt(
                "picture-numbers",
                name(info.file()),
                "%s follows %s: pictures are taken one frame apart, whatever their numbers; add"
                        .formatted(name(pictures.get(i)), name(pictures.get(i - 1)))
                    + " those that are missing, or give --fps for the pictures that are there"));
      }
    }
    return Optional.empty();
  }

  @Override
  public VideoInfo info() {
    return info;
  }

  @Override
  public Optional<VideoFrame> next() {
    return read(VideoReader::next)
        .map(frame -> new VideoFrame(next - 1, next - 1, frame.damaged(), frame.picture()));
  }

  @Override
  public Optional<FrameStamp> skip() {
    return read(VideoReader::skip)
        .map(it -> new FrameStamp(next - 1, it.width(), it.height(), it.pixelAspect(), 0));
  }

  private <T> Optional<T> read(java.util.function.Function<VideoReader, Optional<T>> how) {
    if (next == pictures.size()) {
      return Optional.empty();
    }
    try (VideoReader reader = VideoReader.open(pictures.get(next++))) {
      return how.apply(reader);
    }
  }

  @Override
  public void close() {
    // Every picture is closed as soon as it was read.
  }
}
