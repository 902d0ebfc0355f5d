/**
 * Where the cells of an experiment are computed: packed into groups, each a separate program that
 * writes a separate part, on this machine or by a scheduler; then merged into the run that one
 * program would have made. May use: {@code core}, {@code config}, {@code io}, {@code record},
 * {@code run}, Jackson.
 */
@NullMarked
package hmrbench.executor;

import org.jspecify.annotations.NullMarked;
