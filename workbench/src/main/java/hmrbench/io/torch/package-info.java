/**
 * PyTorch checkpoints: a pickle, with the tensors' bytes stored outside it. May use: {@code core},
 * {@code io}.
 */
@NullMarked
package hmrbench.io.torch;

import org.jspecify.annotations.NullMarked;
