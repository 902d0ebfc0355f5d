package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/**
 * What is printed on or woven into a cloth: how much of its second colour a point has.
 *
 * @param kind of the print
 * @param size of a repeat, in metres
 * @param shift of the repeat, in metres
 */
record Pattern(Kind kind, float size, float shift) {

  /** The kinds of prints. */
  enum Kind {
    PLAIN,
    RINGS,
    STRIPES,
    CHECKS,
    DOTS,
    BLOTCHES,
    BADGE,
    HALVES
  }

  /** Plain is the most usual. */
  static Pattern drawn(RandomStream draws) {
    Kind[] kinds = Kind.values();
    Kind kind = draws.uniform() < 0.45 ? Kind.PLAIN : kinds[draws.below(kinds.length)];
    return new Pattern(kind, (float) draws.uniform(0.03, 0.11), (float) draws.uniform(0, 0.1));
  }

  /**
   * The share of the second colour at a point, 0 to 1.
   *
   * @param along the limb or the trunk, in metres
   * @param across it, in metres
   * @param front whether on the front
   */
  float share(float along, float across, boolean front) {
    float a = (along + shift) / size;
    float b = (across + shift) / size;
    return switch (kind) {
      case RINGS -> a - Sines.floor(a) < 0.4f ? 1 : 0;
      case STRIPES -> b - Sines.floor(b) < 0.3f ? 1 : 0;
      case CHECKS ->
          (a - Sines.floor(a) < 0.4f ? 0.5f : 0) + (b - Sines.floor(b) < 0.4f ? 0.5f : 0);
      case DOTS -> dots(a - Sines.floor(a) - 0.5f, b - Sines.floor(b) - 0.5f);
      case BLOTCHES -> Sines.noise(a * 1.5f, b * 1.5f) > 0.15f ? 1 : 0;
      case BADGE -> front && isBadge(along - 0.3f, across, a, b) ? 1 : 0;
      case HALVES -> along > 0.24f + shift * 0.5f ? 1 : 0;
      case PLAIN -> 0;
    };
  }

  private static float dots(float u, float v) {
    return u * u + v * v < 0.07f ? 1 : 0;
  }

  private static boolean isBadge(float up, float across, float a, float b) {
    return up * up < 0.005f && Math.abs(across) < 0.08f && Sines.noise(a * 6, b * 6) > -0.2f;
  }
}
