/**
 * How crops deform people: cameras and joints of the simulated set in, numbers and a picture out.
 * May use: {@code core}, {@code io}, {@code data}, {@code body}, {@code video.draw}, {@code
 * picture.geometry}, {@code picture.image}.
 */
@NullMarked
package hmrbench.video.study;

import org.jspecify.annotations.NullMarked;
