/**
 * Rendered people as a network on pictures sees them: scenes are drawn, looked at, and what was
 * seen is kept in files, since drawing and looking costs more than all that follows. May use: what
 * {@code run} may.
 */
@NullMarked
package hmrbench.run.rendered;

import org.jspecify.annotations.NullMarked;
