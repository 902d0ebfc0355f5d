package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/**
 * Flat shapes that stand between the people and what is behind them: limbs in the colours of
 * people, leaves, boards, so that neither colour nor outline alone identifies a person.
 */
final class Clutter {

  /** Numbers of a shape: ends, half width at each end, roundness, colour at 6 to 8. */
  private static final int NUMBERS = 9;

  private final float plane;
  private final float[] shapes;

  /**
   * @param plane how far away it stands, in metres
   */
  Clutter(double plane, RandomStream draws) {
    this.plane = (float) plane;
    int count = draws.uniform() < 0.35 ? 0 : draws.poisson(2.5);
    shapes = new float[count * NUMBERS];
    for (int at = 0; at < shapes.length; at += NUMBERS) {
      double x = draws.uniform(-2.6, 2.6);
      double y = draws.uniform(0, 1.9);
      double length = draws.uniform(0.15, 0.9);
      double lean = draws.uniform(-Math.PI, Math.PI);
      shapes[at] = (float) x;
      shapes[at + 1] = (float) y;
      shapes[at + 2] = (float) (x + length * StrictMath.sin(lean));
      shapes[at + 3] = (float) Math.max(0, y + length * StrictMath.cos(lean));
      shapes[at + 4] = (float) draws.uniform(0.03, 0.13);
      shapes[at + 5] = (float) (shapes[at + 4] * draws.uniform(0.5, 1.1));
      float[] skin = Colours.skin(draws);
      float[] cloth = Colours.cloth(draws);
      System.arraycopy(draws.uniform() < 0.5 ? skin : cloth, 0, shapes, at + 6, 3);
    }
  }

  void look(float[] from, float dx, float dy, float dz, Backdrop.Sight sight) {
    if (shapes.length == 0 || dz <= 0) {
      return;
    }
    float reach = (plane - from[2]) / dz;
    if (reach <= 0 || reach >= sight.reach) {
      return;
    }
    float x = from[0] + reach * dx;
    float y = from[1] + reach * dy;
    if (y < 0) {
      return;
    }
    for (int at = 0; at < shapes.length; at += NUMBERS) {
      float alongX = shapes[at + 2] - shapes[at];
      float alongY = shapes[at + 3] - shapes[at + 1];
      float px = x - shapes[at];
      float py = y - shapes[at + 1];
      float share = (px * alongX + py * alongY) / (alongX * alongX + alongY * alongY + 1e-4f);
      share = share < 0 ? 0 : share > 1 ? 1 : share;
      float ex = px - share * alongX;
      float ey = py - share * alongY;
      float half = shapes[at + 4] + share * (shapes[at + 5] - shapes[at + 4]);
      float off = (ex * ex + ey * ey) / (half * half);
      if (off < 1) {
        float front = (float) Math.sqrt(1 - off);
        sight.colour[0] = shapes[at + 6];
        sight.colour[1] = shapes[at + 7];
        sight.colour[2] = shapes[at + 8];
        sight.facing(ex / half, ey / half, -front);
        sight.reach = reach;
        sight.shines = false;
      }
    }
  }
}
