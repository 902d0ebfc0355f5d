/**
 * Measurements of speed as pages and figures. May use: {@code core}, {@code io}, {@code
 * record.bench}, {@code report.chart}.
 */
@NullMarked
package hmrbench.report.bench;

import org.jspecify.annotations.NullMarked;
