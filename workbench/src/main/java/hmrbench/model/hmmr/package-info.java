/**
 * HMMR and networks of its family: convolutions over time, a regressor, regressors of past and
 * future, and what one frame alone says of them. May use: what {@code model} may.
 */
@NullMarked
package hmrbench.model.hmmr;

import org.jspecify.annotations.NullMarked;
