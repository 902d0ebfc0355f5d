/**
 * Pictures in memory and what is done to their pixels: cropping, normalising for a network, PNG
 * files. Pure Java, no display. May use: {@code core}, {@code io}, {@code video.geometry}.
 */
@NullMarked
package hmrbench.video.image;

import org.jspecify.annotations.NullMarked;
