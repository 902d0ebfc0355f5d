/**
 * Pictures in memory and what is done to their pixels: cropping, normalising for a network, PNG
 * files. Pure Java, no display. May use: {@code core}, {@code io}, {@code picture.geometry}.
 */
@NullMarked
package hmrbench.picture.image;

import org.jspecify.annotations.NullMarked;
