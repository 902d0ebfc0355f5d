/**
 * Runs each group of cells as a program on this machine. May use: {@code core}, {@code executor}.
 */
@NullMarked
package hmrbench.executor.local;

import org.jspecify.annotations.NullMarked;
