/**
 * The interface to DJL: scopes that free tensors, weights by name, shared layers, devices; grids
 * in, tensors out and back. May use: {@code core}, {@code io}, DJL.
 */
@NullMarked
package hmrbench.tensor;

import org.jspecify.annotations.NullMarked;
