package hmrbench.video.film;

/**
 * How a film looks.
 *
 * @param width in pixels
 * @param height in pixels
 * @param angle from where people are seen
 */
public record FilmFormat(int width, int height, Angle angle) {

  private static final int SMALLEST_WIDTH = 320;
  private static final int SMALLEST_HEIGHT = 240;
  private static final int LARGEST = 8192;

  /** From where people are seen. */
  public enum Angle {
    /** The hips stay in the middle: what root-relative errors are made of. */
    PELVIS,
    /** Through the camera that the record has: where in the crop, and how large. */
    CAMERA
  }

  public FilmFormat {
    if (width < SMALLEST_WIDTH || height < SMALLEST_HEIGHT || width > LARGEST || height > LARGEST) {
      throw new IllegalArgumentException(
          "a film is %d x %d to %d x %d pixels, got %d x %d"
              .formatted(SMALLEST_WIDTH, SMALLEST_HEIGHT, LARGEST, LARGEST, width, height));
    }
  }
}
