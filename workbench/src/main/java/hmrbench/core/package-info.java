/**
 * The words that every other room uses: joints and joint sets, tracks, clips, rotations with a
 * stated convention, grids of numbers with a shape, metric names with a unit, and faults that are
 * meant for a person.
 *
 * <p>Immutable values and pure functions: no file, no tensor engine, no clock, no randomness. May
 * use: the JDK.
 */
@NullMarked
package hmrbench.core;

import org.jspecify.annotations.NullMarked;
