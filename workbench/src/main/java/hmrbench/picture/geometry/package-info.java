/**
 * Where a person is in a picture, and how that place becomes a square crop: boxes, their smoothing,
 * affine maps between picture and crop, and the cameras of both. Pure functions on pixels and
 * metres. May use: the JDK.
 */
@NullMarked
package hmrbench.picture.geometry;

import org.jspecify.annotations.NullMarked;
