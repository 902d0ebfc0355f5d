package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/** Colours as linear light, red, green and blue from 0 to 1. */
final class Colours {

  private Colours() {}

  /** The light of a colour as screens write it, 0xRRGGBB. */
  static float[] of(int rgb) {
    float[] light = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      light[channel] = (float) StrictMath.pow(((rgb >> (16 - 8 * channel)) & 255) / 255.0, 2.2);
    }
    return light;
  }

  /** A colour by hue (turns), saturation and brightness as a screen writes them. */
  static float[] ofHue(double hue, double saturation, double value) {
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      double place = hue + (channel == 0 ? 0 : channel == 1 ? 2.0 / 3 : 1.0 / 3);
      double turn = place - Math.floor(place);
      double ramp = Math.min(1, Math.max(0, Math.abs(turn * 6 - 3) - 1));
      double level = value * (1 - saturation + saturation * ramp);
      rgb = (rgb << 8) | (int) Math.rint(255 * Math.min(1, Math.max(0, level)));
    }
    return of(rgb);
  }

  /** A mix of two: {@code share} of the second. */
  static float[] between(float[] a, float[] b, double share) {
    float[] mixed = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      mixed[channel] = (float) (a[channel] + share * (b[channel] - a[channel]));
    }
    return mixed;
  }

  static float[] scaled(float[] colour, double factor) {
    return between(new float[3], colour, factor);
  }

  private static final int[] SKINS = {
    0xf6d9c6, 0xeec4a8, 0xe3ae8c, 0xd19a74, 0xb97f57, 0x96603d, 0x75482c, 0x54331f, 0x3e2719
  };

  /** Skin, from light to dark and anything between. */
  static float[] skin(RandomStream draws) {
    double place = draws.uniform() * (SKINS.length - 1);
    int below = (int) place;
    float[] skin = between(of(SKINS[below]), of(SKINS[below + 1]), place - below);
    for (int channel = 0; channel < 3; channel++) {
      skin[channel] *= (float) draws.uniform(0.93, 1.07);
    }
    return skin;
  }

  private static final int[] HAIRS = {
    0x17130f, 0x231a14, 0x3a2719, 0x553a22, 0x7d5530, 0xa67c46, 0xcaa46a, 0x8a3f1e, 0x8f8d8a,
    0xc9c6c0
  };

  static float[] hair(RandomStream draws) {
    float[] colour = of(HAIRS[Math.min(draws.below(HAIRS.length), draws.below(HAIRS.length))]);
    return scaled(colour, draws.uniform(0.8, 1.2));
  }

  private static final int[] CLOTHS = {
    0x1b1d22, 0x2b3040, 0x223a5e, 0x33527f, 0x5b7fa8, 0x8fb1cf, 0xf2f0ea, 0xdedbd2, 0xa9a59a,
    0x6d6a64, 0x3f3d3b, 0x8b1f24, 0xc4372e, 0xe07a3a, 0xe6b93f, 0x7a8b3a, 0x3f6b3c, 0x2a5c5a,
    0x4aa39a, 0x6b3f7c, 0xa65a8b, 0xd9a0a8, 0x6b4a32, 0xa37b52, 0xcfb48a
  };

  /** What clothes are dyed with: often a usual colour, sometimes any. */
  static float[] cloth(RandomStream draws) {
    boolean usual = draws.uniform() < 0.7;
    double hue = draws.uniform();
    double saturation = draws.uniform(0.1, 0.85);
    double value = draws.uniform(0.15, 0.95);
    float[] dye = of(CLOTHS[draws.below(CLOTHS.length)]);
    return scaled(usual ? dye : ofHue(hue, saturation, value), draws.uniform(0.85, 1.1));
  }

  private static final int[] JEANS = {0x1f2a3d, 0x2d405f, 0x46618a, 0x6f8bb0, 0x1b1b1e, 0x54504a};

  static float[] trousers(RandomStream draws) {
    float[] jeans = of(JEANS[draws.below(JEANS.length)]);
    float[] any = cloth(draws);
    return draws.uniform() < 0.5 ? jeans : any;
  }

  private static final int[] WALLS = {
    0xe8e4da, 0xd8d2c4, 0xc9cdd0, 0xb9c4c6, 0xe3d3bd, 0xa7b6a0, 0x8f9fb0, 0x77706a, 0xd4b9a8,
    0xf3f1ee, 0x5f6a74, 0xb08d6b
  };

  static float[] wall(RandomStream draws) {
    return scaled(of(WALLS[draws.below(WALLS.length)]), draws.uniform(0.75, 1.05));
  }

  private static final int[] WOODS = {
    0x8a5f3c, 0xa87a4f, 0xc39a6b, 0x6b4529, 0x4c3221, 0xb8a183, 0x9a938a
  };

  static float[] wood(RandomStream draws) {
    return scaled(of(WOODS[draws.below(WOODS.length)]), draws.uniform(0.8, 1.15));
  }
}
