/**
 * TorchScript programs as models. May use: {@code core}, {@code config}, {@code data}, {@code
 * tensor}, {@code model}, DJL.
 */
@NullMarked
package hmrbench.model.script;

import org.jspecify.annotations.NullMarked;
