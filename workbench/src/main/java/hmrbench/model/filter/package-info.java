/**
 * Temporal smoothing of predicted joint rotations: a track in, a smoother track out. {@link
 * hmrbench.model.filter.Filters} makes a filter from its name, those of {@code model.fitting} too.
 * Pure Java, in double precision. May use: {@code core}, {@code config}, {@code model}.
 */
@NullMarked
package hmrbench.model.filter;

import org.jspecify.annotations.NullMarked;
