/**
 * MEVA: coarse motion from the decoder of a variational autoencoder, refined frame by frame. May
 * use: what {@code model} may.
 */
@NullMarked
package hmrbench.model.meva;

import org.jspecify.annotations.NullMarked;
