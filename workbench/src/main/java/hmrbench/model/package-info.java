/**
 * Networks and filters: a clip and a checkpoint in, predictions out. May use: {@code core}, {@code
 * config}, {@code io}, {@code data}, {@code tensor}, DJL.
 */
@NullMarked
package hmrbench.model;

import org.jspecify.annotations.NullMarked;
