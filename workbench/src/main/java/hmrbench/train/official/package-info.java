/**
 * The losses of the official programs, on a body with a mesh and annotated joints: the recipes of
 * this project derive from them. Tests compare them with the programs' own numbers. The loss of
 * videos is kept for training on official data, which no command starts yet: only tests reach it.
 * May use: what {@code train} may, and {@code body}.
 */
@NullMarked
package hmrbench.train.official;

import org.jspecify.annotations.NullMarked;
