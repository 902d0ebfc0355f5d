/**
 * The image side of SPIN: crops in, static features and per-frame body parameters out. May use:
 * what {@code model} may.
 */
@NullMarked
package hmrbench.model.resnet;

import org.jspecify.annotations.NullMarked;
