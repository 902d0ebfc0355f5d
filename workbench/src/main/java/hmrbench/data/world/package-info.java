/**
 * Files that speak of motion through the world: the truth of EMDB, and predictions of GVHMR, TRAM,
 * WHAM and PHALP. May use: {@code core}, {@code config}, {@code io}, {@code data}.
 */
@NullMarked
package hmrbench.data.world;

import org.jspecify.annotations.NullMarked;
