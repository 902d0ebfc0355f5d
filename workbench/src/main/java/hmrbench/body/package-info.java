/**
 * The SMPL body model and a free embedded body in the same format: pose and shape in, vertices and
 * joints out. May use: {@code core}, {@code io}, {@code data.sim}, DJL.
 */
@NullMarked
package hmrbench.body;

import org.jspecify.annotations.NullMarked;
