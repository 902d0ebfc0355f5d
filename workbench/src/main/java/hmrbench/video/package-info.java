/**
 * Reading, cropping, drawing, encoding: video and records in, pictures, features and video out. May
 * use: {@code core}, {@code io}, {@code data}, {@code body}, {@code model}, {@code record}, JavaCV.
 */
@NullMarked
package hmrbench.video;

import org.jspecify.annotations.NullMarked;
