/**
 * What metrics see: known flaws are added to true motion in known sizes, and tricks are played on a
 * made-up prediction. Pure functions; randomness comes from a seed. May use: {@code core}, {@code
 * metric}.
 */
@NullMarked
package hmrbench.metric.stress;

import org.jspecify.annotations.NullMarked;
