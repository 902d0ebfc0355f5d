package hmrbench.train;

import hmrbench.core.FloatGrid;

/**
 * Loss of maps of people (see {@code picture.people.PeopleMaps}) and its gradient, worked out by
 * hand in double. Middles: the focal loss of CenterNet with its powers 2 and 4 (X. Zhou et al.,
 * Objects as Points, 2019, equation 1). Boxes: absolute differences, those of the middle as shares
 * of the box's sides, those of the sides of their logarithms. Both are sums over the people of a
 * batch divided by their number, at least 1.
 *
 * @param total what the gradient is of
 * @param centres loss of the middles
 * @param boxes loss of the boxes, without its weight
 * @param gradient of the total with respect to the maps [N, 5, h, w]
 */
record PeopleLoss(double total, double centres, double boxes, FloatGrid gradient) {

  private static final int NUMBERS = 5;

  /** The channel of a target that says how much a box counts. */
  private static final int COUNTS = 5;

  private static final int TARGETS = 6;

  /**
   * Compares maps with targets.
   *
   * @param maps [N, 5, h, w]
   * @param targets [N, 6, h, w]
   * @param weight of the boxes
   */
  static PeopleLoss of(FloatGrid maps, FloatGrid targets, double weight) {
    int pictures = maps.size(0);
    int cells = maps.size(2) * maps.size(3);
    double people = Math.max(1, people(targets, pictures, cells));
    float[] gradient = new float[maps.length()];
    double centres = 0;
    double boxes = 0;
    for (int n = 0; n < pictures; n++) {
      int said = n * NUMBERS * cells;
      int is = n * TARGETS * cells;
      for (int cell = 0; cell < cells; cell++) {
        double odds = maps.get(said + cell);
        double peak = targets.get(is + cell);
        centres += centre(odds, peak) / people;
        gradient[said + cell] = (float) (centreSlope(odds, peak) / people);
        double counts = targets.get(is + COUNTS * cells + cell);
        if (counts > 0) {
          for (int number = 1; number < NUMBERS; number++) {
            double over = counts / (people * unit(targets, is + cell, number, cells));
            double off =
                (double) maps.get(said + number * cells + cell)
                    - targets.get(is + number * cells + cell);
            boxes += over * Math.abs(off);
            gradient[said + number * cells + cell] = (float) (weight * over * Math.signum(off));
          }
        }
      }
    }
    return new PeopleLoss(
        centres + weight * boxes, centres, boxes, FloatGrid.owning(gradient, maps.shape()));
  }

  private static int people(FloatGrid targets, int pictures, int cells) {
    int people = 0;
    for (int n = 0; n < pictures; n++) {
      for (int cell = 0; cell < cells; cell++) {
        people += targets.get(n * TARGETS * cells + cell) >= 1 ? 1 : 0;
      }
    }
    return people;
  }

  /** What a difference is a share of: a side of the box for its middle, else 1. */
  private static double unit(FloatGrid targets, int at, int number, int cells) {
    return number <= 2 ? Math.exp(targets.get(at + (number + 2) * cells)) : 1;
  }

  private static double centre(double odds, double peak) {
    double likely = likely(odds);
    if (peak >= 1) {
      return (1 - likely) * (1 - likely) * softplus(-odds);
    }
    return far(peak) * likely * likely * softplus(odds);
  }

  private static double centreSlope(double odds, double peak) {
    double p = likely(odds);
    double q = 1 - p;
    if (peak >= 1) {
      return -2 * p * q * q * softplus(-odds) - q * q * q;
    }
    return far(peak) * (2 * p * p * q * softplus(odds) + p * p * p);
  }

  private static double far(double peak) {
    double off = 1 - peak;
    return off * off * off * off;
  }

  private static double likely(double odds) {
    return 1 / (1 + Math.exp(-odds));
  }

  /** The logarithm of 1 + e^x. */
  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
