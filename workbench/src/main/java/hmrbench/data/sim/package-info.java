/**
 * The simulated benchmark that ships: a skeleton with a shape, motion in closed form that is exact
 * at any frame rate, and a model of the features that an image network would extract. A seed goes
 * in, clips with truth and features come out, bit for bit the same on every machine. May use:
 * {@code core}, {@code config}, {@code data}.
 */
@NullMarked
package hmrbench.data.sim;

import org.jspecify.annotations.NullMarked;
