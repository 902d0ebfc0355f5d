/**
 * Files of joblib: a pickle with the bytes of its arrays in between, possibly compressed. May use:
 * {@code io}.
 */
@NullMarked
package hmrbench.io.joblib;

import org.jspecify.annotations.NullMarked;
