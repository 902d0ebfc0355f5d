/**
 * Data sets that know motion through the world: the truth of EMDB. May use: {@code core}, {@code
 * config}, {@code io}, {@code data}.
 */
@NullMarked
package hmrbench.data.world;

import org.jspecify.annotations.NullMarked;
