package hmrbench.core;

/**
 * How a model is drawn in every figure: two competitors never share both.
 *
 * @param mark shape of its points, so that colour is not the only difference
 */
public record Look(Hue hue, Mark mark) {

  /** Colours that stay apart; a page decides their shades. */
  public enum Hue {
    SKY,
    BLUE,
    ORANGE,
    PURPLE,
    GREEN,
    VERMILION,
    INDIGO,
    OLIVE,
    BROWN,
    WINE
  }

  /** Shapes of points. */
  public enum Mark {
    CIRCLE,
    SQUARE,
    DIAMOND,
    TRIANGLE,
    TRIANGLE_DOWN,
    PLUS,
    CROSS
  }
}
