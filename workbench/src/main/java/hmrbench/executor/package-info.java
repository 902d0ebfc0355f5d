/**
 * Where the cells of an experiment are computed: packed into groups, each a program of its own that
 * writes a part of its own, on this machine or by a scheduler; then merged into the run that one
 * program would have made. May use: {@code core}, {@code config}, {@code io}, {@code record},
 * {@code run}, Jackson.
 */
@NullMarked
package hmrbench.executor;

import org.jspecify.annotations.NullMarked;
