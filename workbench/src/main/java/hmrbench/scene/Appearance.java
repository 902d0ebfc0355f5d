package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/**
 * What a person looks like: skin, face, hair, clothes, shoes. Places are those of the embedded body
 * at rest (a T pose, metres, the pelvis at the origin, y up, z forward), so that a look is painted
 * on the body and moves with it.
 */
final class Appearance implements Skin {

  // Heights of the body at rest, in metres.
  private static final float CHIN = 0.607f;
  private static final float NECK = 0.495f;
  private static final float CROTCH = -0.12f;
  private static final float ANKLE = -0.875f;
  private static final float SOLE = -0.972f;
  private static final float ARM = 0.2f;
  private static final float WRIST = 0.715f;

  private static final float[] SLEEVES = {0.19f, 0.3f, 0.34f, 0.4f, 0.56f, 0.7f, 0.7f};
  private static final float[] HEMS = {-0.3f, -0.38f, -0.5f, -0.66f, -0.86f, -0.86f, -0.86f};

  private static final float HAIRLINE_BACK = 0.625f;
  private static final float HAIRLINE_FRONT = 0.772f;

  private enum Hair {
    BALD,
    SHORT,
    FULL,
    LONG,
    CAP
  }

  private final float[] skin;
  private final float[] lips;
  private final float[] eyes;
  private final Hair hair;
  private final float[] hairColour;
  private final boolean beard;
  private final Garment top;
  private final Garment bottom;
  private final boolean onePiece;
  private final float[] shoes;
  private final float[] soles;
  private final float[] socks;
  private final boolean barefoot;
  private final float sleeve;
  private final float hem;
  private final float waist;
  private final float neckline;
  private final boolean belt;

  private Appearance(RandomStream draws) {
    skin = Colours.skin(draws);
    lips = Colours.between(skin, Colours.of(0x9c3b3b), draws.uniform(0.2, 0.6));
    eyes = Colours.of(draws.uniform() < 0.7 ? 0x2a1b12 : 0x4a6175);
    Hair[] styles = Hair.values();
    hair = draws.uniform() < 0.07 ? Hair.BALD : styles[1 + draws.below(styles.length - 1)];
    hairColour = hair == Hair.CAP ? Colours.cloth(draws) : Colours.hair(draws);
    beard = draws.uniform() < 0.2;
    onePiece = draws.uniform() < 0.08;
    top = new Garment(Colours.cloth(draws), draws);
    bottom = new Garment(Colours.trousers(draws), draws);
    float[] worn = Colours.cloth(draws);
    shoes = draws.uniform() < 0.5 ? Colours.of(0x24211f) : worn;
    soles = draws.uniform() < 0.6 ? Colours.of(0xe9e6df) : shoes;
    socks = Colours.of(draws.uniform() < 0.5 ? 0xe6e6e6 : 0x2a2a2a);
    barefoot = draws.uniform() < 0.06;
    sleeve = SLEEVES[draws.below(SLEEVES.length)];
    hem = HEMS[draws.below(HEMS.length)];
    waist = (float) draws.uniform(-0.07, 0.07);
    neckline = NECK + (float) draws.uniform(-0.07, 0.03);
    belt = draws.uniform() < 0.4;
  }

  /** Another look for every stream. */
  static Appearance drawn(RandomStream draws) {
    return new Appearance(draws);
  }

  /**
   * How far clothes, hair and shoes are from the skin at a point of the body at rest, in metres: a
   * shell over the mesh.
   */
  float thickness(float x, float y, float z) {
    float side = Math.abs(x);
    if (side > ARM && y > 0.3f) {
      float toHem = Math.max(0, Math.min(1, (side - ARM) / (sleeve - ARM + 0.01f)));
      return side < sleeve + 0.02f ? 0.003f + top.looseness() * (0.008f + 0.016f * toHem) : 0;
    }
    if (y > CHIN - 0.12f && isHair(x, y, z)) {
      return hair == Hair.BALD
          ? 0
          : hair == Hair.SHORT ? 0.01f : hair == Hair.CAP ? 0.014f : 0.024f;
    }
    if (y > neckline) {
      return 0;
    }
    if (y > waist) {
      float down = Math.max(0, Math.min(1, (0.4f - y) / 0.4f));
      return 0.004f + top.looseness() * (0.006f + 0.022f * down * down);
    }
    if (y < ANKLE - 0.015f) {
      return barefoot ? 0 : 0.012f;
    }
    if (y > hem) {
      float down = Math.max(0, Math.min(1, (CROTCH - y) / (CROTCH - hem + 0.01f)));
      return 0.004f + bottom.looseness() * (0.005f + 0.026f * down);
    }
    return 0;
  }

  @Override
  public void at(float x, float y, float z, float[] colour) {
    float side = Math.abs(x);
    if (side > ARM && y > 0.3f) {
      arm(x, y, z, side, colour);
    } else if (y > NECK - 0.06f && (y > CHIN - 0.07f || isHair(x, y, z))) {
      head(x, y, z, colour);
    } else if (hair == Hair.LONG && isHair(x, y, z)) {
      hair(x, y, z, colour);
    } else {
      trunk(x, y, z, side, colour);
    }
  }

  private void arm(float x, float y, float z, float side, float[] colour) {
    if (side < sleeve) {
      top.at(side, y + z, z > -0.04f, colour);
      darken(side > sleeve - 0.014f ? 0.8f : 1, colour);
    } else {
      bare(x, y, z, colour);
      darken(side < sleeve + 0.012f ? 0.75f : side > WRIST + 0.11f ? 0.93f : 1, colour);
    }
  }

  private void trunk(float x, float y, float z, float side, float[] colour) {
    // A neckline that is lower in front.
    float line = neckline - (z > 0 ? Math.max(0, 0.05f - side) * 0.9f : 0);
    if (y > line && side < 0.17f) {
      bare(x, y, z, colour);
      return;
    }
    if (sleeve < ARM && side > 0.155f && y > 0.33f) {
      bare(x, y, z, colour);
    } else if (y > waist || (onePiece && y > hem)) {
      top.at(y, x, z > 0, colour);
      darken(y > line - 0.012f ? 0.85f : y < waist + 0.012f && !onePiece ? 0.72f : 1, colour);
    } else if (y > hem) {
      leg(x, y, z, side, colour);
    } else if (y < ANKLE - 0.015f && !barefoot) {
      shoe(y, z, colour);
    } else if (y < ANKLE + 0.06f && !barefoot) {
      flat(socks, colour);
    } else {
      bare(x, y, z, colour);
    }
  }

  private void leg(float x, float y, float z, float side, float[] colour) {
    bottom.at(y, y < CROTCH ? side - 0.1f : x, z > 0, colour);
    if (belt && y > waist - 0.035f) {
      flat(hairColour, colour);
      darken(0.6f, colour);
    } else {
      darken(y < hem + 0.014f ? 0.8f : 1, colour);
    }
    if (y < CROTCH + 0.07f && side < 0.02f) {
      darken(0.7f, colour);
    }
    colour[3] = 0.02f;
  }

  private void shoe(float y, float z, float[] colour) {
    flat(y < SOLE ? soles : shoes, colour);
    colour[3] = 0.1f;
    if (y > -0.95f && z > 0.02f && z < 0.1f && Sines.sin(z * 400) > 0.2f) {
      darken(1.4f, colour);
    }
  }

  /** Whether a point of the head, the neck or the back is under hair. */
  private boolean isHair(float x, float y, float z) {
    float ragged = 0.006f * Sines.noise(x * 60, z * 60);
    float toFront = Math.max(0, Math.min(1, (z + 0.04f) / 0.1f));
    float line = HAIRLINE_BACK + (HAIRLINE_FRONT - HAIRLINE_BACK) * toFront;
    return switch (hair) {
      case LONG ->
          (z < 0.015f && y > 0.36f && Math.abs(x) < 0.115f)
              || y > (z > 0.06f ? HAIRLINE_FRONT - 0.015f : line - 0.04f) + ragged;
      case FULL ->
          (z < 0.01f && y > 0.545f && Math.abs(x) < 0.1f)
              || y > (z > 0.05f ? HAIRLINE_FRONT - 0.02f : line - 0.03f) + ragged;
      case CAP -> y > 0.755f - 0.03f * (1 - toFront);
      case SHORT -> y > line + ragged;
      case BALD -> false;
    };
  }

  private void hair(float x, float y, float z, float[] colour) {
    flat(hairColour, colour);
    if (hair != Hair.CAP) {
      darken(0.9f + 0.3f * Sines.noise(x * 90 + z * 20, y * 18 + z * 30), colour);
      colour[3] = 0.12f;
    }
  }

  private void head(float x, float y, float z, float[] colour) {
    if (isHair(x, y, z)) {
      hair(x, y, z, colour);
      return;
    }
    bare(x, y, z, colour);
    if (z > 0.02f && y > CHIN) {
      face(Math.abs(x), y, z, colour);
    } else if (y < CHIN) {
      darken(0.8f, colour); // The shade of the chin.
    }
    if (beard && z > 0.01f && y < 0.668f && y > CHIN - 0.02f && Math.abs(x) < 0.09f) {
      mix(hairColour, 0.7f, colour);
    }
  }

  private void face(float side, float y, float z, float[] colour) {
    float eyeX = side - 0.034f;
    float eyeY = y - 0.716f;
    if (eyeX * eyeX + 4.5f * eyeY * eyeY < 0.00026f) {
      boolean iris = eyeX * eyeX + eyeY * eyeY < 0.00006f;
      flat(iris ? eyes : WHITE, colour);
    } else if (eyeX * eyeX + eyeY * eyeY < 0.0006f) {
      darken(0.78f, colour); // The hollow of the eye.
    }
    if (Math.abs(y - 0.739f) < 0.0055f && side > 0.014f && side < 0.056f) {
      mix(hairColour, 0.75f, colour);
    }
    if (side < 0.019f && y > 0.672f && y < 0.722f) {
      darken(side < 0.009f ? 1.12f : 0.86f, colour);
    }
    if (side < 0.02f && y > 0.666f && y < 0.673f) {
      darken(0.6f, colour);
    }
    float mouthY = y - 0.645f;
    if (side < 0.028f && Math.abs(mouthY) < 0.0085f - 0.14f * side) {
      flat(lips, colour);
      darken(Math.abs(mouthY) < 0.002f ? 0.5f : 1, colour);
    }
    if (side > 0.03f && side < 0.07f && y > 0.655f && y < 0.7f) {
      colour[0] *= 1.07f;
    }
    if (z < 0.06f) {
      darken(0.93f, colour);
    }
  }

  private static final float[] WHITE = {0.75f, 0.74f, 0.72f};

  private void bare(float x, float y, float z, float[] colour) {
    flat(skin, colour);
    darken(1 + 0.05f * Sines.noise(x * 25 + z * 9, y * 25), colour);
    colour[3] = 0.06f;
  }

  private static void flat(float[] of, float[] colour) {
    System.arraycopy(of, 0, colour, 0, 3);
    colour[3] = 0.03f;
  }

  private static void darken(float factor, float[] colour) {
    colour[0] *= factor;
    colour[1] *= factor;
    colour[2] *= factor;
  }

  private static void mix(float[] other, float share, float[] colour) {
    for (int channel = 0; channel < 3; channel++) {
      colour[channel] += share * (other[channel] - colour[channel]);
    }
  }
}
