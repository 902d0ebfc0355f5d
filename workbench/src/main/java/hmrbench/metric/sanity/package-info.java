/**
 * Plausibility checks of tracks: impossible bodies and motions, and the signs of a wrong unit,
 * axis, root or joint order. Each check gives a remark with its evidence in numbers, or nothing.
 * Thresholds are wide, so that a merely bad prediction passes. Pure functions. May use: {@code
 * core}, {@code metric}.
 */
@NullMarked
package hmrbench.metric.sanity;

import org.jspecify.annotations.NullMarked;
