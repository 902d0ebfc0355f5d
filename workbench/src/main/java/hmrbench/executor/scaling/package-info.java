/**
 * What an executor costs, and how far more workers would help: measured here, simulated for many.
 * May use: {@code core}, {@code config}, {@code record}, {@code run}, {@code executor}.
 */
@NullMarked
package hmrbench.executor.scaling;

import org.jspecify.annotations.NullMarked;
