package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/** What a camera does to the light: exposure that changes, white balance, blur, noise, packing. */
final class Lens {

  private final float exposure;
  private final float breath;
  private final float breathSpeed;
  private final float breathPhase;
  private final float flash;
  private final float flashAt;
  private final float[] balance = new float[3];
  private final float contrast;
  private final float blur;
  private final float noise;
  private final int quality;

  private Lens(double seconds, RandomStream draws) {
    exposure = (float) StrictMath.exp(0.25 * draws.normal());
    breath = (float) (draws.uniform() < 0.5 ? 0 : draws.uniform(0.02, 0.15));
    breathSpeed = (float) draws.uniform(0.6, 4);
    breathPhase = (float) draws.uniform(0, 2 * Math.PI);
    flash = (float) (draws.uniform() < 0.12 ? draws.uniform(0.8, 2.2) : 0);
    flashAt = (float) draws.uniform(0, seconds);
    for (int channel = 0; channel < 3; channel++) {
      balance[channel] = (float) StrictMath.exp(0.06 * draws.normal());
    }
    contrast = (float) draws.uniform(0.75, 1.15);
    blur = (float) (draws.uniform() < 0.5 ? 0 : draws.uniform(0.1, 1));
    noise = (float) (0.004 + 0.03 * draws.uniform() * draws.uniform());
    quality = draws.uniform() < 0.4 ? 0 : 25 + draws.below(65);
  }

  static Lens drawn(double seconds, RandomStream draws) {
    return new Lens(seconds, draws);
  }

  /** How much of the light it takes at a moment. */
  float gain(double seconds) {
    float wave = 1 + breath * Sines.sin((float) seconds * breathSpeed + breathPhase);
    float since = ((float) seconds - flashAt) * 6;
    return exposure * wave * (1 + flash / (1 + since * since));
  }

  /** Gain of a channel. */
  float balance(int channel) {
    return balance[channel];
  }

  float contrast() {
    return contrast;
  }

  /** How far out of focus it is, 0 to 1. */
  float blur() {
    return blur;
  }

  /** Noise as a share of full light. */
  float noise() {
    return noise;
  }

  /** Quality of the packing as JPEG counts it; 0 for none. */
  int quality() {
    return quality;
  }
}
