/**
 * Losses, optimiser, schedule: clips and a recipe in, a checkpoint out. May use: what {@code model}
 * may.
 */
@NullMarked
package hmrbench.train;

import org.jspecify.annotations.NullMarked;
