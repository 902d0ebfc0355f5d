/**
 * Training: clips and a recipe in, a checkpoint with its card out. Losses, optimiser, schedules,
 * and training states that a stopped run resumes from. May use: what {@code model} may, {@code
 * scene}.
 */
@NullMarked
package hmrbench.train;

import org.jspecify.annotations.NullMarked;
