package hmrbench.video.read;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What a video file says of itself.
 *
 * @param file the file
 * @param width of the pictures as they are handed out, in pixels: turned upright, pixels square
 * @param height the same, downwards
 * @param turnedDegrees by how much the stored pictures are turned clockwise to be upright: 0, 90,
 *     180 or 270, as phones note it
 * @param pixelAspect width over height of a stored pixel; pictures are widened by it
 * @param clock what it says of times
 * @param declaredFrames how many frames the container says that it has, where it says
 * @param codec FFmpeg's name of the coding, for example {@code h264}
 */
public record VideoInfo(
    Path file,
    int width,
    int height,
    int turnedDegrees,
    double pixelAspect,
    Clock clock,
    OptionalLong declaredFrames,
    String codec) {

  /** The rate that the file declares, in hertz; its time stamps may say otherwise. */
  public double declaredRate() {
    return (double) clock.frame().below() / clock.frame().above();
  }

  /**
   * What a file says of times.
   *
   * @param frame time from one frame to the next as declared, in seconds
   * @param tick length of a time stamp's unit, in seconds
   * @param stamped whether frames have time stamps; those of elementary streams are guesses
   * @param rateAssumed whether the stream may declare no rate, and FFmpeg took its own
   */
  public record Clock(Ratio frame, Ratio tick, boolean stamped, boolean rateAssumed) {}

  /**
   * A fraction, as containers keep rates and times exactly.
   *
   * @param above numerator, above 0
   * @param below denominator, above 0
   */
  public record Ratio(int above, int below) {
    public Ratio {
      if (above <= 0 || below <= 0) {
        throw new IllegalArgumentException("%d / %d".formatted(above, below));
      }
    }

    public double value() {
      return (double) above / below;
    }
  }
}
