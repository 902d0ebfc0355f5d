/** Measurements of speed as pages and figures. May use: {@code core}, {@code record}. */
@NullMarked
package hmrbench.report.bench;

import org.jspecify.annotations.NullMarked;
