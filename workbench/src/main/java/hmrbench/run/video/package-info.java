/**
 * What runs on a video, and what a film of rendered people says of it: networks opened for pictures
 * of either kind, and what was found scored against what is known. May use: what {@code run} may.
 */
@NullMarked
package hmrbench.run.video;

import org.jspecify.annotations.NullMarked;
