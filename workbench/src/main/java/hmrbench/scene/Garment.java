package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/** A piece of clothing: its colours, its print, its folds and how far it is from the skin. */
final class Garment {

  private static final float LEAST_FOLDS = 0.06f;
  private static final float MOST_FOLDS = 0.24f;

  private final float[] base;
  private final float[] second;
  private final Pattern pattern;
  private final float looseness;
  private final float folds;
  private final float foldShift;

  Garment(float[] base, RandomStream draws) {
    this.base = base.clone();
    this.second = Colours.cloth(draws);
    this.pattern = Pattern.drawn(draws);
    this.looseness = (float) draws.uniform();
    this.folds = (float) draws.uniform(LEAST_FOLDS, MOST_FOLDS);
    this.foldShift = (float) draws.uniform(0, 50);
  }

  /** 0 for tight, 1 for wide. */
  float looseness() {
    return looseness;
  }

  /** The colour at a point, see {@link Pattern#share}. */
  void at(float along, float across, boolean front, float[] colour) {
    float share = pattern.share(along, across, front);
    float fold =
        1
            + folds
                * (1.3f * Sines.noise(foldShift + along * 12 + across * 5, across * 17 - along * 3)
                    + 0.3f * Sines.sin(along * 60 - across * 45 + foldShift));
    for (int channel = 0; channel < 3; channel++) {
      colour[channel] = (base[channel] + share * (second[channel] - base[channel])) * fold;
    }
    colour[3] = 0.02f;
  }
}
