/**
 * Pictures in memory, and where in them people are: what rendering, video and training share. May
 * use: {@code core}, {@code io}.
 */
@NullMarked
package hmrbench.picture;

import org.jspecify.annotations.NullMarked;
