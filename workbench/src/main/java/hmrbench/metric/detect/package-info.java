/**
 * Finds in which conventions a prediction was written, by what makes it agree with a truth: axes,
 * sides, form of rotations, unit, root, frame numbers and frame rate. Nothing is changed here;
 * every finding carries the error with it and without it. Pure functions. May use: {@code core}.
 */
@NullMarked
package hmrbench.metric.detect;

import org.jspecify.annotations.NullMarked;
