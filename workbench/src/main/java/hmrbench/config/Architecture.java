package hmrbench.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The networks that a config can name, and which keys each of them has beside {@code name}, {@code
 * architecture}, {@code checkpoint}, {@code hidden}, {@code layers} and {@code window}.
 */
public enum Architecture {
  /** Per-frame iterative regressor (SPIN, after HMR). */
  SPIN(Set.of()),
  /** Sequence to sequence (VIBE): a GRU over the window, an answer for each of its frames. */
  VIBE(Set.of("residual")),
  /** TCMR: past, present and future branches under an attention, an answer for the middle frame. */
  TCMR(Set.of("residual", "all-branch", "poseforecast-sees-current")),
  /** MPS-Net: attention over the window, an answer for the middle frame. */
  MPSNET(Set.of()),
  /** GLoT: global and local transformers, an answer for the middle frame. */
  GLOT(Set.of("heads", "short-heads", "short-stride")),
  /** MEVA: coarse motion from a VAE, refined per frame; windows of 90. */
  MEVA(Set.of()),
  /** HMMR: convolutions over time. */
  HMMR(Set.of()),
  /**
   * One bidirectional GRU over the window, an answer for the middle frame: the grid of the TCMR
   * paper's Table 1, residual by PoseForecast.
   */
  MIDDLE(Set.of("residual", "poseforecast"));

  // Set.of gives an immutable set, which its type does not say.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> keys;

  Architecture(Set<String> keys) {
    this.keys = keys;
  }

  /** The name under which it stands in a config. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a model of this architecture may have this key. */
  public boolean has(String option) {
    return keys.contains(option);
  }

  /** Whether the residual connection is on where the config does not say. */
  public boolean residualByDefault() {
    return this == VIBE || this == MIDDLE;
  }

  /** The names of all architectures, as a config writes them. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Architecture::key).toList();
  }
}
