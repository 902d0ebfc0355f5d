/**
 * Shared value types: joints and joint sets, tracks, clips, rotations with a stated convention,
 * float32 grids with a shape, metric names with a unit, and faults whose message is for the user.
 *
 * <p>Immutable values and pure functions: no file, no tensor engine, no clock, no randomness. May
 * use: the JDK.
 */
@NullMarked
package hmrbench.core;

import org.jspecify.annotations.NullMarked;
