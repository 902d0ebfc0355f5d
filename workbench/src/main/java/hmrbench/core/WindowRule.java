package hmrbench.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an evaluator cuts a sequence into windows; {@code data.Windows} builds the plans and names
 * the source of each rule.
 */
public enum WindowRule {
  /**
   * Stride 1; the first T/2 and last T-1-T/2 frames are predicted from that frame repeated T times
   * (TCMR, MPS-Net).
   */
  TCMR,
  /**
   * As TCMR with windows cut so that the sequence ends at a multiple of T (TCMR's trainer,
   * match_vibe).
   */
  TCMR_TRAINER,
  /**
   * Stride 1; edges padded with the first and last frame; the tail rows are stored in reverse order
   * (GLoT).
   */
  GLOT,
  /** Non-overlapping windows of T; the remainder is dropped (VIBE). */
  VIBE,
  /** Windows of 90 with overlap 10 (MEVA). */
  MEVA,
  /**
   * Non-overlapping windows of T, the last one moved back to end with the sequence; every frame
   * once.
   */
  CHUNKS,
  /**
   * Windows of T that share 12 frames, of which the middle T - 12 are kept; grey frames beyond both
   * ends (HMMR).
   */
  HMMR,
  /** Stride 1; windows padded with the first and last frame; every frame once, in order. */
  EDGE_PADDED;

  /** Its name in a config. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rule with this name. */
  public static Optional<WindowRule> named(String key) {
    return Arrays.stream(values()).filter(rule -> rule.key().equals(key)).findFirst();
  }
}
