/**
 * Motion through the world: where a body's root and its joints are in axes at rest, and how the
 * camera moves among them. What is in the frame of a camera has separate types and becomes motion
 * through the world only along the path of that camera.
 *
 * <p>Positions are metres, in double precision, since a path may be long and third differences of
 * it are taken. May use: {@code core}.
 */
@NullMarked
package hmrbench.core.world;

import org.jspecify.annotations.NullMarked;
