/**
 * A run as a report looks at it: its records, grouped by what can be compared, and how each model
 * is drawn. Reads run folders, writes nothing. May use: {@code core}, {@code metric}, {@code
 * record}, {@code report.chart}.
 */
@NullMarked
package hmrbench.report.view;

import org.jspecify.annotations.NullMarked;
