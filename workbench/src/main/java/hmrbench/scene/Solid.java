package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/** A thing that stands or passes: a rounded column, a ball, a board or a box. */
final class Solid implements SceneObject {

  private static final int AROUND = 10;

  /** The outlines, from the lower end to the upper: height and width as shares. */
  private static final double[][] COLUMN = {{0, 0}, {0, 1}, {1, 1}, {1, 0}};

  private static final double[][] BALL = {
    {0, 0}, {0.07, 0.5}, {0.25, 0.87}, {0.5, 1}, {0.75, 0.87}, {0.93, 0.5}, {1, 0}
  };

  private static final double[][] BOTTLE = {
    {0, 0}, {0, 1}, {0.6, 1}, {0.75, 0.45}, {1, 0.4}, {1, 0}
  };

  private static final double[][][] OUTLINES = {COLUMN, BALL, BOTTLE};

  private final float[] rest;
  private final int[] faces;
  private final Skin skin;
  private final double[] from;
  private final double[] velocity;

  private Solid(float[] rest, int[] faces, Skin skin, double[] from, double[] velocity) {
    this.rest = rest;
    this.faces = faces;
    this.skin = skin;
    this.from = from;
    this.velocity = velocity;
  }

  /**
   * A thing of some shape.
   *
   * @param size half width, height and half depth, in metres
   * @param from where the middle of its lower end is at 0 s
   * @param velocity in m/s
   */
  static Solid drawn(double[] size, double[] from, double[] velocity, RandomStream draws) {
    int kind = draws.below(OUTLINES.length + 1);
    boolean square = kind == OUTLINES.length;
    double[][] outline = square ? COLUMN : OUTLINES[kind];
    int around = square ? 4 : AROUND;
    float[] rest = new float[outline.length * around * 3];
    for (int ring = 0; ring < outline.length; ring++) {
      for (int k = 0; k < around; k++) {
        double angle = 2 * Math.PI * (k + 0.5) / around;
        double wide = outline[ring][1] * (square ? Math.sqrt(2) : 1);
        int at = (ring * around + k) * 3;
        rest[at] = (float) (size[0] * wide * StrictMath.sin(angle));
        rest[at + 1] = (float) (size[1] * outline[ring][0]);
        rest[at + 2] = (float) (size[2] * wide * StrictMath.cos(angle));
      }
    }
    return new Solid(rest, bridged(outline.length, around), paint(draws), from, velocity);
  }

  private static int[] bridged(int rings, int around) {
    int[] faces = new int[(rings - 1) * around * 6];
    int next = 0;
    for (int ring = 0; ring + 1 < rings; ring++) {
      for (int k = 0; k < around; k++) {
        int a = ring * around + k;
        int b = ring * around + (k + 1) % around;
        for (int corner : new int[] {a, b, b + around, a, b + around, a + around}) {
          faces[next++] = corner;
        }
      }
    }
    return faces;
  }

  private static Skin paint(RandomStream draws) {
    Garment paint =
        new Garment(draws.uniform() < 0.4 ? Colours.wood(draws) : Colours.cloth(draws), draws);
    return (x, y, z, colour) -> paint.at(y, x + z, true, colour);
  }

  @Override
  public int vertices() {
    return rest.length / 3;
  }

  @Override
  public int[] faces() {
    return faces;
  }

  @Override
  public float[] restPlaces() {
    return rest;
  }

  @Override
  public Skin skin() {
    return skin;
  }

  @Override
  public void place(double seconds, float[] world) {
    for (int axis = 0; axis < 3; axis++) {
      float shift = (float) (from[axis] + seconds * velocity[axis]);
      for (int at = axis; at < rest.length; at += 3) {
        world[at] = rest[at] + shift;
      }
    }
  }
}
