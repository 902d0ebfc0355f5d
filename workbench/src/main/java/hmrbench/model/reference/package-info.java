/**
 * Rows that every table is read against, made from the truth itself. May use: {@code core}, {@code
 * config}, {@code data}, {@code model}.
 */
@NullMarked
package hmrbench.model.reference;

import org.jspecify.annotations.NullMarked;
