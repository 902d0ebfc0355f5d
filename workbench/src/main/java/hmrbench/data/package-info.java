/**
 * Data sets: a config and its files in, clips with ground truth, static features and masks out.
 * Also how clips are cut into windows and decimated to lower frame rates. May use: {@code core},
 * {@code config}.
 */
@NullMarked
package hmrbench.data;

import org.jspecify.annotations.NullMarked;
