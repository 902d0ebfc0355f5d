package hmrbench.video.draw;

/**
 * How a surface looks.
 *
 * @param colour 0xRRGGBB in full white light
 * @param opacity 1 hides what is behind, 0 is invisible
 */
public record Material(int colour, double opacity) {

  public Material {
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException("opacity is " + opacity);
    }
  }
}
