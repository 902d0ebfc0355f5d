/**
 * Files of TensorFlow: checkpoints of version 2, a sorted table of names and a file of raw values.
 * May use: {@code core}, {@code io}.
 */
@NullMarked
package hmrbench.io.tensorflow;

import org.jspecify.annotations.NullMarked;
