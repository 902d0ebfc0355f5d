/**
 * Why a number is what it is: one set of predictions under every definition of acceleration error,
 * what of it comes from joins and padding, how it changes with the frame rate, and what of it is
 * jitter, lag and over-smoothing.
 *
 * <p>Truth and predictions in, values out; pure functions. May use: {@code core}, {@code metric}.
 */
@NullMarked
package hmrbench.metric.diagnose;

import org.jspecify.annotations.NullMarked;
