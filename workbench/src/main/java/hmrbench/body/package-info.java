/**
 * SMPL: shape, pose, skinning, joint regressors; pose and shape in, vertices and joints out. May
 * use: {@code core}, {@code io}, {@code data.sim}, DJL.
 */
@NullMarked
package hmrbench.body;

import org.jspecify.annotations.NullMarked;
