/**
 * MPS-Net: a window of static features in, body parameters of the middle frame out. May use: what
 * {@code model} may.
 */
@NullMarked
package hmrbench.model.mpsnet;

import org.jspecify.annotations.NullMarked;
