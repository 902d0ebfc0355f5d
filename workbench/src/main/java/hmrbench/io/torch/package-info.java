/**
 * Checkpoints that PyTorch saved: a pickle whose tensors lie outside it. May use: {@code core},
 * {@code io}.
 */
@NullMarked
package hmrbench.io.torch;

import org.jspecify.annotations.NullMarked;
