/**
 * Explains an acceleration error: its value under every published definition, the share that comes
 * from joins and padding, its change with the frame rate, and its split into jitter, lag and
 * over-smoothing.
 *
 * <p>Truth and predictions in, values out; pure functions. May use: {@code core}, {@code metric}.
 */
@NullMarked
package hmrbench.metric.diagnose;

import org.jspecify.annotations.NullMarked;
