/**
 * Statistics: confidence intervals clustered by person, tests of paired differences, correction for
 * multiple tests, and sample sizes. The unit is always the sequence, never the frame: frames of one
 * sequence resemble each other.
 *
 * <p>Pure functions. May use: Commons Math.
 */
@NullMarked
package hmrbench.metric.stats;

import org.jspecify.annotations.NullMarked;
