/**
 * What an executor costs per program that it starts, and how much faster more programs would be:
 * measured on this machine, simulated for many. May use: {@code core}, {@code config}, {@code
 * record}, {@code run}, {@code executor}.
 */
@NullMarked
package hmrbench.executor.scaling;

import org.jspecify.annotations.NullMarked;
