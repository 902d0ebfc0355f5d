/**
 * The page of a run: sections, figures and data put into one HTML file that works offline. May use:
 * {@code core}, {@code metric}, {@code record}, {@code report.chart}, {@code report.compare},
 * {@code report.finding}, {@code report.table}, {@code report.view}, jmustache, Jackson.
 */
@NullMarked
package hmrbench.report.page;

import org.jspecify.annotations.NullMarked;
