/**
 * Reading, cropping, drawing, encoding: video and records in, pictures, features and video out. May
 * use: {@code core}, JavaCV.
 */
@NullMarked
package hmrbench.video;

import org.jspecify.annotations.NullMarked;
