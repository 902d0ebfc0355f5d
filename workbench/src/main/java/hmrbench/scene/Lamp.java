package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/** The light of a scene: one far lamp with a colour, and light from all around. */
final class Lamp {

  private final float[] direction = new float[3];
  private final float[] colour;
  private final float[] above;
  private final float[] below;
  private final float softness;

  private Lamp(RandomStream draws, boolean outside) {
    double around = draws.uniform(-Math.PI, Math.PI);
    double up = outside ? draws.uniform(0.35, 1.35) : draws.uniform(0.55, 1.4);
    direction[0] = (float) (StrictMath.cos(up) * StrictMath.sin(around));
    direction[1] = (float) StrictMath.sin(up);
    direction[2] = (float) (StrictMath.cos(up) * StrictMath.cos(around));
    double hard = draws.uniform(0.25, 1);
    double warm = draws.uniform(-0.18, 0.22);
    float[] white = {1 + (float) warm, 1, 1 - (float) warm};
    colour = Colours.scaled(white, 0.35 + 0.75 * hard);
    double cool = outside ? draws.uniform(0, 0.25) : -0.4 * warm;
    float[] sky = {1 - (float) cool, 1, 1 + (float) cool};
    above = Colours.scaled(sky, 0.85 - 0.4 * hard);
    below = Colours.scaled(sky, draws.uniform(0.25, 0.5));
    softness = (float) draws.uniform(0.1, 0.35);
  }

  static Lamp drawn(boolean outside, RandomStream draws) {
    return new Lamp(draws, outside);
  }

  /** Towards the lamp [3], of length 1; not to be changed. */
  float[] direction() {
    return direction;
  }

  /**
   * What a surface gets.
   *
   * @param x of its normal
   * @param y of its normal
   * @param z of its normal
   * @param lit 1 in full light of the lamp, 0 in the shade
   * @param light receives red, green and blue [3]
   */
  void on(float x, float y, float z, float lit, float[] light) {
    float facing = x * direction[0] + y * direction[1] + z * direction[2];
    float direct = lit * Math.max(0, (facing + softness) / (1 + softness));
    float up = 0.5f + 0.5f * y;
    for (int channel = 0; channel < 3; channel++) {
      light[channel] =
          direct * colour[channel] + below[channel] + up * (above[channel] - below[channel]);
    }
  }
}
