/**
 * A small network that looks at crops of rendered people: pixels in, static features and per-frame
 * body parameters out. May use: what {@code model} may.
 */
@NullMarked
package hmrbench.model.picture;

import org.jspecify.annotations.NullMarked;
