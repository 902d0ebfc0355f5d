package hmrbench.config;

import java.util.Locale;
import java.util.OptionalDouble;

/** What is changed about a network with attention, to see whether its weights matter. */
public enum Intervention {
  /** All weight on the past. */
  PAST,
  /** All weight on the current frame's branch, where there is one. */
  CURRENT,
  /** All weight on the future. */
  FUTURE,
  /** The same weight on every branch that there is. */
  UNIFORM,
  /** The weights that the network gives the frame half a sequence away. */
  SWAPPED,
  /** The network's own weights without the hyperbolic tangent that bounds the softmax's inputs. */
  UNBOUNDED,
  /** In every frame the mean of the weights that the network has on other people. */
  MEAN,
  /** Constant weights fitted to other people's truth. */
  REFIT_CONSTANT,
  /** Constant weights fitted to everybody's truth, the person's own too. */
  REFIT_CONSTANT_SEEN,
  /** Weights that follow the frame, fitted to other people's truth. */
  REFIT_FRAMES,
  /** Weights that follow the frame, fitted to everybody's truth, the person's own too. */
  REFIT_FRAMES_SEEN,
  /** Every point of a lattice over all weights that sum to 1. */
  SIMPLEX,
  /** The network's own weights where bursts of frames, 10 % in all, are hidden from it. */
  HIDDEN_10(0.10),
  /** As {@link #HIDDEN_10}, 17 %. */
  HIDDEN_17(0.17),
  /** As {@link #HIDDEN_10}, 33 %. */
  HIDDEN_33(0.33),
  /** As {@link #HIDDEN_10}, 50 %. */
  HIDDEN_50(0.50),
  /** The network's own weights where bursts of frames, 17 % in all, have noise added. */
  NOISY_17(0.17),
  /** As {@link #NOISY_17}, 33 %. */
  NOISY_33(0.33);

  private final double share;

  Intervention() {
    this(Double.NaN);
  }

  Intervention(double share) {
    this.share = share;
  }

  /** As a config and the records write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The share of frames whose features are changed; nothing where weights are. */
  public OptionalDouble share() {
    return Double.isNaN(share) ? OptionalDouble.empty() : OptionalDouble.of(share);
  }

  /** Whether the frames that are changed are hidden; else they have noise added. */
  public boolean hides() {
    return name().startsWith("HIDDEN");
  }

  /** Whether its weights are fitted or averaged over people. */
  public boolean learns() {
    return this == MEAN || name().startsWith("REFIT");
  }
}
