/**
 * The safetensors format for weights: a JSON directory, then raw values. May use: {@code core},
 * {@code io}, Jackson.
 */
@NullMarked
package hmrbench.io.safetensors;

import org.jspecify.annotations.NullMarked;
