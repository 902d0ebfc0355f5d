package hmrbench.video.draw;

/**
 * Light on a surface: a key light from the upper left, a weaker fill from the right, a rim from
 * behind, and light from all around that is weaker from below. All fixed to the camera, so that a
 * body is lit alike in every panel.
 */
final class Lighting {

  /** Steps of the table from light to the levels of a screen. */
  private static final int STEPS = 1024;

  /** What screens apply to levels (the exponent of sRGB, rounded). */
  private static final double SCREEN_GAMMA = 2.2;

  private static final float[] KEY = unit(-0.45, -0.75, -0.7);
  private static final float[] FILL = unit(0.8, -0.15, -0.55);
  private static final float[] RIM = unit(0.35, -0.5, 0.8);
  private static final float[] SHINE = unit(-0.45, -0.75, -1.7);

  private static final float KEY_STRENGTH = 0.72f;
  private static final float FILL_STRENGTH = 0.2f;
  private static final float RIM_STRENGTH = 0.22f;
  private static final float SHINE_STRENGTH = 0.1f;
  private static final float FROM_ABOVE = 0.3f;
  private static final float FROM_BELOW = 0.1f;

  private static final byte[] SCREEN = screen();

  private Lighting() {}

  /** Light that a matt surface sends back, 1 for all of white. */
  static float matt(float x, float y, float z) {
    // y points down: -1 looks at the sky.
    float around = FROM_BELOW + (FROM_ABOVE - FROM_BELOW) * (0.5f - 0.5f * y);
    return around
        + KEY_STRENGTH * Math.max(0, dot(KEY, x, y, z))
        + FILL_STRENGTH * Math.max(0, dot(FILL, x, y, z))
        + RIM_STRENGTH * Math.max(0, dot(RIM, x, y, z));
  }

  /** Light that a surface mirrors, whatever its colour. */
  static float shine(float x, float y, float z) {
    float c = Math.max(0, dot(SHINE, x, y, z));
    float squared = c * c;
    float fourth = squared * squared;
    float eighth = fourth * fourth;
    return SHINE_STRENGTH * eighth * eighth;
  }

  /** Light from 0 to 1 as a level of a screen, 0 to 255. */
  static int level(float light) {
    int step = (int) (light * STEPS);
    return SCREEN[step < 0 ? 0 : Math.min(STEPS, step)] & 255;
  }

  /** The light of a level of a screen. */
  static float light(int level) {
    return (float) Math.pow(level / 255.0, SCREEN_GAMMA);
  }

  private static float dot(float[] light, float x, float y, float z) {
    return light[0] * x + light[1] * y + light[2] * z;
  }

  private static float[] unit(double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    return new float[] {(float) (x / length), (float) (y / length), (float) (z / length)};
  }

  private static byte[] screen() {
    byte[] levels = new byte[STEPS + 1];
    for (int step = 0; step <= STEPS; step++) {
      levels[step] = (byte) Math.round(255 * Math.pow((double) step / STEPS, 1 / SCREEN_GAMMA));
    }
    return levels;
  }
}
