/**
 * Rendered people: a seed and a moment in, a picture and its truth out (pose, shape, camera,
 * joints, mesh, visible share of each joint). Plain arithmetic in a fixed order, so that every
 * machine draws the same. May use: {@code core}, {@code data}, {@code picture}, {@code body}.
 */
@NullMarked
package hmrbench.scene;

import org.jspecify.annotations.NullMarked;
