/**
 * Rendered people as a data set: keys in, clips of what a network on pictures makes of scenes out.
 * What is drawn is a matter of {@code scene}, what is seen of {@code model.picture}; both are
 * behind {@link hmrbench.data.rendered.RenderedPeople}. May use: {@code core}, {@code config},
 * {@code data}.
 */
@NullMarked
package hmrbench.data.rendered;

import org.jspecify.annotations.NullMarked;
