/**
 * Reference rows for every table, made from the ground truth: a frozen pose, and the truth in half
 * precision. May use: {@code core}, {@code config}, {@code data}, {@code model}.
 */
@NullMarked
package hmrbench.model.reference;

import org.jspecify.annotations.NullMarked;
