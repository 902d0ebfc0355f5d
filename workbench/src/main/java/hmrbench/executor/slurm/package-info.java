/**
 * Groups as tasks of Slurm: one array, one report job after it, and what Slurm says of them. May
 * use: {@code core}, {@code config}, {@code io}, {@code executor}.
 */
@NullMarked
package hmrbench.executor.slurm;

import org.jspecify.annotations.NullMarked;
