/**
 * What a run says of the questions that it was made for: paired comparisons and plain verdicts,
 * computed from records.
 */
@NullMarked
package hmrbench.report.finding;

import org.jspecify.annotations.NullMarked;
