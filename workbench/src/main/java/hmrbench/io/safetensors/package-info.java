/** The safetensors format for weights: a JSON directory, then raw values. May use: {@code io}. */
@NullMarked
package hmrbench.io.safetensors;

import org.jspecify.annotations.NullMarked;
