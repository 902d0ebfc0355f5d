/**
 * Biovision hierarchy files: a tree of joints and, per frame, the value of every channel. May use:
 * {@code core}, {@code io}.
 */
@NullMarked
package hmrbench.io.bvh;

import org.jspecify.annotations.NullMarked;
