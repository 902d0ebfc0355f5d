/**
 * The per-frame regressor of HMR and SPIN: a static feature in, body parameters out. May use: what
 * {@code model} may.
 */
@NullMarked
package hmrbench.model.spin;

import org.jspecify.annotations.NullMarked;
