/**
 * Metrics and evaluation protocols: ground truth and predictions in, per-frame values with a unit
 * out. Pure functions: no file, no tensor engine, no clock, no unseeded randomness. May use: {@code
 * core}.
 */
@NullMarked
package hmrbench.metric;

import org.jspecify.annotations.NullMarked;
