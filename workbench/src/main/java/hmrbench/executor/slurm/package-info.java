/**
 * Runs groups of cells under Slurm: one job array with a task per group, and one job after it that
 * makes the report. May use: {@code core}, {@code config}, {@code io}, {@code executor}.
 */
@NullMarked
package hmrbench.executor.slurm;

import org.jspecify.annotations.NullMarked;
