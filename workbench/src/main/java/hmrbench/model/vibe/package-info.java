/**
 * VIBE: a window of static features in, body parameters of every frame out. May use: what {@code
 * model} may.
 */
@NullMarked
package hmrbench.model.vibe;

import org.jspecify.annotations.NullMarked;
