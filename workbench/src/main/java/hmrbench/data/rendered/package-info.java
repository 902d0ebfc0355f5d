/**
 * Rendered people as a data set: keys of a config in; clips with true bodies, and with the features
 * that a picture network finds in the rendered frames, out. {@code scene} draws and {@code
 * model.picture} holds the network; {@link hmrbench.data.rendered.RenderedPeople} is the interface
 * to both. May use: {@code core}, {@code config}, {@code data}.
 */
@NullMarked
package hmrbench.data.rendered;

import org.jspecify.annotations.NullMarked;
