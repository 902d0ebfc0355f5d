package hmrbench.video.draw;

/**
 * Colours of the videos, 0xRRGGBB. Bodies and curves of a model share one; they differ by people
 * with colour-blindness (M. Okabe and K. Ito, Color Universal Design, 2008).
 */
public final class Palette {

  public static final int TRUTH = 0xb8bec8;
  public static final int ORANGE = 0xe69f00;
  public static final int SKY = 0x56b4e9;
  public static final int GREEN = 0x2bb592;
  public static final int YELLOW = 0xf0e442;
  public static final int BLUE = 0x3f8fd2;
  public static final int VERMILION = 0xe0662f;
  public static final int PURPLE = 0xcc79a7;

  /** Upper and lower end of the backdrop. */
  public static final int BACKDROP_ABOVE = 0x20242c;

  public static final int BACKDROP_BELOW = 0x12151a;
  public static final int TEXT = 0xeef1f5;
  public static final int FAINT_TEXT = 0x9aa3b0;
  public static final int GRID = 0x3a414d;
  public static final int WARNING = 0xffb020;

  /** Attention over past, current and future frames. */
  public static final int PAST = 0x4c78a8;

  public static final int CURRENT = 0xf2cf5b;
  public static final int FUTURE = 0xd1605e;

  private static final int[] MODELS = {
    VERMILION, SKY, GREEN, ORANGE, PURPLE, YELLOW, BLUE,
  };

  private Palette() {}

  /** The colour of the model at this place of the list; they repeat after the seventh. */
  public static int model(int index) {
    return MODELS[index % MODELS.length];
  }
}
