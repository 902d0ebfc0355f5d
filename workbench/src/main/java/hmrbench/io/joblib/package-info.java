/**
 * Joblib files: a pickle interleaved with the bytes of its arrays, possibly compressed. May use:
 * {@code io}.
 */
@NullMarked
package hmrbench.io.joblib;

import org.jspecify.annotations.NullMarked;
