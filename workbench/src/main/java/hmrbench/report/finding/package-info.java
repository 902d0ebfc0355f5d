/**
 * What a run says of the questions that it was made for: paired comparisons and plain verdicts,
 * computed from records. May use: {@code core}, {@code metric}, {@code record}, {@code
 * report.chart}, {@code report.table}, {@code report.view}.
 */
@NullMarked
package hmrbench.report.finding;

import org.jspecify.annotations.NullMarked;
