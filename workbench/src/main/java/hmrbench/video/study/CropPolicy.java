package hmrbench.video.study;

import hmrbench.picture.geometry.Box;

/** Ways to choose which part of a picture becomes a crop of 224 x 224 pixels. */
public enum CropPolicy {
  /** The square about the longer side, black outside the picture: what every official path does. */
  SQUARE("official square", "square about the longer side, black beyond the picture"),
  /** The square, moved back into the picture where it reaches beyond. */
  MOVED("square, moved inside", "the same square, pushed back into the picture"),
  /** The square cut at the picture's edge, and what is left stretched to a square. */
  CUT("square, cut at the edge", "the same square, cut at the picture's edge, then stretched"),
  /** The tight box, enlarged, its two sides stretched apart to a square. */
  STRETCHED("stretched tight box", "the tight box, each side stretched to 224 pixels"),
  /** The tight box, enlarged, scaled as a whole and filled up with black. */
  LETTERBOX("letterbox", "the tight box, scaled as a whole, filled up with black");

  /** By how much TCMR's demo enlarges a box (demo.py). */
  private static final double ENLARGED = 1.2;

  private final String title;
  private final String description;

  CropPolicy(String title, String description) {
    this.title = title;
    this.description = description;
  }

  /** For tables. */
  public String title() {
    return title;
  }

  /** In a few words. */
  public String description() {
    return description;
  }

  /**
   * The part of the picture that is scaled to the crop.
   *
   * @param tight around the person
   */
  public Box source(Box tight, int pictureWidth, int pictureHeight) {
    Box square = tight.square().scaled(ENLARGED);
    return switch (this) {
      case SQUARE, LETTERBOX -> square;
      case STRETCHED -> tight.scaled(ENLARGED);
      case MOVED ->
          square.moved(
              into(square.left(), square.right(), pictureWidth),
              into(square.top(), square.bottom(), pictureHeight));
      case CUT ->
          Box.between(
              Math.max(-0.5, square.left()),
              Math.max(-0.5, square.top()),
              Math.min(pictureWidth - 0.5, square.right()),
              Math.min(pictureHeight - 0.5, square.bottom()));
    };
  }

  /** The part of the picture that the crop shows; it is black elsewhere. */
  public Box shown(Box tight, int pictureWidth, int pictureHeight) {
    return this == LETTERBOX ? tight.scaled(ENLARGED) : source(tight, pictureWidth, pictureHeight);
  }

  /** How far an interval has to move to lie in a picture, as far as it fits. */
  private static double into(double low, double high, int size) {
    if (high - low >= size) {
      return size / 2.0 - 0.5 - (low + high) / 2;
    }
    return low < -0.5 ? -0.5 - low : high > size - 0.5 ? size - 0.5 - high : 0;
  }
}
