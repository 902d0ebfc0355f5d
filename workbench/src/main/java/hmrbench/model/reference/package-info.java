/**
 * Reference rows for every table, made from the ground truth: a frozen pose, the truth in half
 * precision, and the truth on a flawed path through the world. May use: {@code core}, {@code
 * config}, {@code data}, {@code model}.
 */
@NullMarked
package hmrbench.model.reference;

import org.jspecify.annotations.NullMarked;
