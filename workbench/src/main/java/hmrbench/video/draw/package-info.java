/**
 * Draws people and curves into pictures, in plain Java and without a display: shaded meshes with a
 * depth buffer, skeletons, strips over time, letters. May use: {@code core}, {@code body}, {@code
 * video.geometry}, {@code video.image}.
 */
@NullMarked
package hmrbench.video.draw;

import org.jspecify.annotations.NullMarked;
