/**
 * How sure a number is: intervals by resampling sequences, tests of a paired difference, correction
 * for many of them, and how much data a difference would need. The unit of resampling is always the
 * sequence, never the frame: frames of one sequence resemble each other.
 *
 * <p>Pure functions; randomness comes from a seed. May use: Commons Math.
 */
@NullMarked
package hmrbench.metric.stats;

import org.jspecify.annotations.NullMarked;
