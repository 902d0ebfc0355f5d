/**
 * TCMR and the variants of its ablations: a window of static features in, body parameters of the
 * middle frame out. May use: what {@code model} may.
 */
@NullMarked
package hmrbench.model.tcmr;

import org.jspecify.annotations.NullMarked;
