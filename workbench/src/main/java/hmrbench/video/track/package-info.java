/**
 * Who is where in a video: person detectors, boxes from a file, and a tracker that joins boxes into
 * people. May use: {@code core}, {@code io}, {@code picture}, {@code tensor}, {@code model}, {@code
 * record}, {@code video}, JavaCV.
 */
@NullMarked
package hmrbench.video.track;

import org.jspecify.annotations.NullMarked;
