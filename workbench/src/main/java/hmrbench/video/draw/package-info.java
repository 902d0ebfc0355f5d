/**
 * Draws people and curves into pictures, in plain Java and without a display: shaded meshes with a
 * depth buffer, skeletons, strips over time, letters. May use: {@code core}, {@code io}, {@code
 * body}, {@code picture.geometry}, {@code picture.image}.
 */
@NullMarked
package hmrbench.video.draw;

import org.jspecify.annotations.NullMarked;
