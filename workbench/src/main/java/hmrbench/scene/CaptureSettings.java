package hmrbench.scene;

import hmrbench.core.Fault;
import hmrbench.data.rendered.Shutter;
import hmrbench.data.rendered.Surroundings;

/**
 * Camera and surroundings of rendered scenes.
 *
 * @param width of the camera's picture, in pixels
 * @param height of the camera's picture, in pixels
 * @param shutter how long an exposure takes, in seconds; 0 for no motion blur
 * @param samples exposures of a picture that are added up: what smooths edges and motion
 * @param passers whether things and other people may pass before the person
 * @param surroundings how much of what is behind the people is seen: 1 all, 0 an even grey
 */
public record CaptureSettings(
    int width, int height, double shutter, int samples, boolean passers, double surroundings) {

  /** What training and test pictures are filmed with. */
  public static final CaptureSettings STANDARD = new CaptureSettings(640, 480, 0.012, 3, true, 1);

  private static final int LEAST_SIDE = 32;
  private static final int MOST_SIDE = 4096;
  private static final int MOST_SAMPLES = 16;

  public CaptureSettings {
    if (width < LEAST_SIDE || height < LEAST_SIDE || width > MOST_SIDE || height > MOST_SIDE) {
      throw Fault.asked(
          "a filmed picture must be from %d to %d pixels wide and high, got %d x %d",
          LEAST_SIDE, MOST_SIDE, width, height);
    }
    if (!(shutter >= 0 && shutter <= 1)) {
      throw Fault.asked("shutter must be from 0 to 1 seconds, got %s", shutter);
    }
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw Fault.asked("samples must be from 1 to %d, got %d", MOST_SAMPLES, samples);
    }
    if (!(surroundings >= 0 && surroundings <= 1)) {
      throw Fault.asked("surroundings must be from 0 to 1, got %s", surroundings);
    }
  }

  /**
   * What training and test pictures are filmed with, but for what is around the person and for the
   * shutter.
   *
   * @param shutter how long an exposure takes, in seconds; 0 for no motion blur
   */
  public static CaptureSettings of(Surroundings surroundings, double shutter) {
    return new CaptureSettings(
        STANDARD.width,
        STANDARD.height,
        shutter,
        STANDARD.samples,
        surroundings == Surroundings.FULL,
        surroundings == Surroundings.BARE ? 0 : 1);
  }

  /** The same camera among easier surroundings: no one passes, and less is seen behind. */
  public CaptureSettings calm(double seen) {
    return new CaptureSettings(width, height, shutter, samples, false, seen);
  }

  /**
   * Refuses a frame rate at which one exposure would not be over when the next begins.
   *
   * @param framesPerSecond in hertz
   * @throws Fault if the shutter is open for longer than a frame takes
   */
  public void requireRate(double framesPerSecond) {
    Shutter.requireRate(shutter, framesPerSecond);
  }
}
