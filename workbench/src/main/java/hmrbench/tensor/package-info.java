/**
 * The one seam to DJL: scopes, shapes, devices; grids in, tensors out and back. May use: {@code
 * core}, {@code io}, DJL.
 */
@NullMarked
package hmrbench.tensor;

import org.jspecify.annotations.NullMarked;
