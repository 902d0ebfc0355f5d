package hmrbench.video.write;

import hmrbench.video.read.VideoInfo;

/**
 * The times of a film's frames.
 *
 * @param ticksPerSecond unit of the time stamps, in hertz
 * @param framesPerSecond the mean rate, in hertz
 */
public record FilmClock(double ticksPerSecond, double framesPerSecond) {

  /** Evenly spaced frames; time stamps count them. */
  public static FilmClock constant(double framesPerSecond) {
    return new FilmClock(framesPerSecond, framesPerSecond);
  }

  /** The time stamps of another video. */
  public static FilmClock of(VideoInfo.Ratio tick, double framesPerSecond) {
    return new FilmClock((double) tick.below() / tick.above(), framesPerSecond);
  }
}
