/**
 * What a run leaves behind: values to files and back, resume, manifest. May use: {@code core},
 * {@code config}, {@code io}, {@code metric}, Commons CSV, Jackson.
 */
@NullMarked
package hmrbench.record;

import org.jspecify.annotations.NullMarked;
