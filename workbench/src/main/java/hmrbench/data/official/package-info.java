/**
 * The preprocessed files of the TCMR and VIBE repositories, the raw files that they are made from,
 * and prediction files of other programs. May use: {@code core}, {@code config}, {@code io}, {@code
 * picture.geometry}, {@code data}.
 */
@NullMarked
package hmrbench.data.official;

import org.jspecify.annotations.NullMarked;
