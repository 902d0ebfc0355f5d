/**
 * Pictures with times in, an MP4 file out: H.264 where the build of FFmpeg has an encoder for it,
 * and never a part of a film under its final name. May use: {@code core}, {@code io}, {@code
 * picture.image}, {@code video}, JavaCV.
 */
@NullMarked
package hmrbench.video.write;

import org.jspecify.annotations.NullMarked;
