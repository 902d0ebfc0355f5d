/**
 * Real motion from BVH files, performed by the body of the simulated set and seen through its
 * observation model: recordings go in, clips with truth and features come out. May use: {@code
 * core}, {@code config}, {@code io}, {@code data}.
 */
@NullMarked
package hmrbench.data.mocap;

import org.jspecify.annotations.NullMarked;
