/**
 * Films of recorded clips: the records of a run in, an MP4 and PNGs out, with the truth and several
 * models side by side over strips of errors and attention. No weights, no images. May use: {@code
 * core}, {@code body}, {@code record}, {@code picture}, {@code video}.
 */
@NullMarked
package hmrbench.video.film;

import org.jspecify.annotations.NullMarked;
