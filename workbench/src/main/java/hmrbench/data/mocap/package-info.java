/**
 * Recorded motion: BVH or AMASS files in, clips with ground truth and features out. The motion is
 * retargeted to the body of the simulated set, and its features come from the observation model of
 * that set: the motion is real, the body and the features are not. May use: {@code core}, {@code
 * config}, {@code io}, {@code data}.
 */
@NullMarked
package hmrbench.data.mocap;

import org.jspecify.annotations.NullMarked;
