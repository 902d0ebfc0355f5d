/**
 * The losses of the official programs, on a body with a mesh and annotated joints: the recipes of
 * this project derive from them. Tests compare them with the programs' own numbers. With it the
 * mixture of files that the official trainings draw from. May use: what {@code train} may.
 */
@NullMarked
package hmrbench.train.official;

import org.jspecify.annotations.NullMarked;
