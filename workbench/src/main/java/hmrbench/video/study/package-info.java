/**
 * How crops deform people: cameras and joints of the simulated set in, numbers and a picture out.
 * May use: {@code core}, {@code io}, {@code data}, {@code body}, {@code record}, {@code
 * video.geometry}, {@code video.image}, {@code video.draw}.
 */
@NullMarked
package hmrbench.video.study;

import org.jspecify.annotations.NullMarked;
