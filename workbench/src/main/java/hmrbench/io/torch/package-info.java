/**
 * Checkpoints that PyTorch saved: a pickle whose tensors lie outside it. May use: {@code io},
 * {@code io.pickle}.
 */
@NullMarked
package hmrbench.io.torch;

import org.jspecify.annotations.NullMarked;
