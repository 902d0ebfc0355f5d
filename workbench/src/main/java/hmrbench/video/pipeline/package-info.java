/**
 * From a video to bodies and back: people found and followed, cropped, turned into features and
 * bodies, drawn over the pictures. Each stage reads the video once from its start, so that memory
 * does not grow with its pictures. May use: {@code core}, {@code io}, {@code data}, {@code body},
 * {@code model}, {@code record}, {@code picture}, {@code video}, jmustache.
 */
@NullMarked
package hmrbench.video.pipeline;

import org.jspecify.annotations.NullMarked;
