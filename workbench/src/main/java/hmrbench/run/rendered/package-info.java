/**
 * Features of rendered people: scenes are rendered and a picture network extracts features from
 * them. Features are cached in files, since rendering costs more than all that follows. May use:
 * what {@code run} may.
 */
@NullMarked
package hmrbench.run.rendered;

import org.jspecify.annotations.NullMarked;
