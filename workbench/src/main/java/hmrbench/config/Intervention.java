package hmrbench.config;

import java.util.Locale;

/** Attention weights that are forced on a network in place of its own. */
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
  /** Every point of a lattice over all weights that sum to 1. */
  SIMPLEX;

  /** As a config and the records write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
