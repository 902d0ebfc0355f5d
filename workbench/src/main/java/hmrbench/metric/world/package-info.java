/**
 * Errors of motion through the world: chunks that are aligned by their first frames or as a whole,
 * the path of the root, jitter and sliding feet, each under the rules of a named evaluator. May
 * use: {@code core}, {@code metric}, Commons Math.
 */
@NullMarked
package hmrbench.metric.world;

import org.jspecify.annotations.NullMarked;
