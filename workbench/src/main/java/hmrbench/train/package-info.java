/**
 * Losses, optimiser, schedule: clips and a recipe in, a checkpoint out. May use: everything that
 * {@code model} may, and {@code model}.
 */
@NullMarked
package hmrbench.train;

import org.jspecify.annotations.NullMarked;
