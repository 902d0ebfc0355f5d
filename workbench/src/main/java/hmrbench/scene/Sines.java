package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/** Sine and smooth noise from tables: the same on every machine, and fast enough for pixels. */
final class Sines {

  private static final int STEPS = 4096;
  private static final int MASK = STEPS - 1;
  private static final float PER_TURN = (float) (STEPS / (2 * Math.PI));
  private static final float[] TABLE = new float[STEPS];

  private static final int CELLS = 256;
  private static final float[] LATTICE = new float[CELLS * CELLS];

  static {
    for (int i = 0; i < STEPS; i++) {
      TABLE[i] = (float) StrictMath.sin(2 * Math.PI * i / STEPS);
    }
    for (int i = 0; i < LATTICE.length; i++) {
      LATTICE[i] = (RandomStream.bits(0, i) >>> 40) * (2f / (1 << 24)) - 1;
    }
  }

  private Sines() {}

  /** The sine of an angle in radians, to within 0.001. */
  static float sin(float angle) {
    return TABLE[(int) (angle * PER_TURN) & MASK];
  }

  /** Smooth noise of the plane from -1 to 1, about one bump per unit; repeats after 256 units. */
  static float noise(float x, float y) {
    int left = floor(x);
    int top = floor(y);
    float u = x - left;
    float v = y - top;
    u = u * u * (3 - 2 * u);
    v = v * v * (3 - 2 * v);
    int a = ((top & 255) << 8) | (left & 255);
    int b = ((top & 255) << 8) | ((left + 1) & 255);
    int c = (((top + 1) & 255) << 8) | (left & 255);
    int d = (((top + 1) & 255) << 8) | ((left + 1) & 255);
    float above = LATTICE[a] + u * (LATTICE[b] - LATTICE[a]);
    float below = LATTICE[c] + u * (LATTICE[d] - LATTICE[c]);
    return above + v * (below - above);
  }

  /** A value from -1 to 1 for a cell of the plane. */
  static float cell(int x, int y) {
    return LATTICE[((y & 255) << 8) | (x & 255)];
  }

  static int floor(float x) {
    int whole = (int) x;
    return x < whole ? whole - 1 : whole;
  }
}
