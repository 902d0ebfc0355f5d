/**
 * Doubts about tracks: what no person does, and what a wrong unit, axis, root or joint order looks
 * like. Each check gives a remark with its evidence in numbers, or nothing. Thresholds are wide:
 * they leave alone every body that is merely badly predicted. Pure functions. May use: {@code
 * core}, {@code metric}.
 */
@NullMarked
package hmrbench.metric.sanity;

import org.jspecify.annotations.NullMarked;
