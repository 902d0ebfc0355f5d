/**
 * NumPy's array files: {@code .npy} (one array) and {@code .npz} (several). May use: {@code core},
 * {@code io}.
 */
@NullMarked
package hmrbench.io.npy;

import org.jspecify.annotations.NullMarked;
