package hmrbench.scene;

/**
 * What is behind the people: where a line of sight ends, and what is there. Axes of its own: y up
 * from the ground, z away from the camera.
 */
interface Backdrop {

  /** Where a line of sight ended. */
  final class Sight {
    /** Light that the place sends back of white light [3], or its own where it shines. */
    final float[] colour = new float[4];

    float normalX;
    float normalY;
    float normalZ;

    /** How far along the line. */
    float reach;

    /** Whether it shines, as the sky does, so that no lamp changes it. */
    boolean shines;

    void facing(float x, float y, float z) {
      normalX = x;
      normalY = y;
      normalZ = z;
    }

    void grey(float factor) {
      colour[0] *= factor;
      colour[1] *= factor;
      colour[2] *= factor;
    }

    void set(float[] rgb, float factor) {
      colour[0] = rgb[0] * factor;
      colour[1] = rgb[1] * factor;
      colour[2] = rgb[2] * factor;
    }

    void mix(float[] rgb, float share) {
      colour[0] += share * (rgb[0] - colour[0]);
      colour[1] += share * (rgb[1] - colour[1]);
      colour[2] += share * (rgb[2] - colour[2]);
    }
  }

  /**
   * Looks from a place along a line.
   *
   * @param from the place [3]
   */
  void look(float[] from, float dx, float dy, float dz, Sight sight);
}
