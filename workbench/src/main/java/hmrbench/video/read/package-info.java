/**
 * Video files in, pictures with their times out, one at a time. Decodes through FFmpeg (JavaCV) at
 * the file's own rate: no frame is added, dropped or re-timed. May use: {@code core}, {@code
 * picture.image}, {@code video}, JavaCV.
 */
@NullMarked
package hmrbench.video.read;

import org.jspecify.annotations.NullMarked;
