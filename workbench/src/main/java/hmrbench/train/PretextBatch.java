package hmrbench.train;

import hmrbench.core.FloatGrid;

/**
 * Questions about windows without labels, and the answers that the features themselves hold; see
 * {@link PretextTask} for the letters.
 *
 * @param windows features as the network sees them [W, T, F]
 * @param truth what the head should say [B, N]
 */
public record PretextBatch(FloatGrid windows, FloatGrid truth) {}
