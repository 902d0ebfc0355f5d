/**
 * Bodies fitted to 2D joints, as SMPLify does, from the body that a model predicts: pose, shape and
 * camera in, better ones out. {@link hmrbench.model.fitting.BodyFitter} fits one frame or all. Pure
 * Java, in double precision. May use: {@code core}, {@code data.sim}, {@code body}, {@code model}.
 */
@NullMarked
package hmrbench.model.fitting;

import org.jspecify.annotations.NullMarked;
