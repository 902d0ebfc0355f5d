/**
 * Tables: records in; Markdown, LaTeX and CSV out. Numbers of different kinds never share one
 * ranked column without a mark. May use: {@code core}, {@code io}, {@code metric}, {@code record},
 * {@code report.chart}, {@code report.view}, Tablesaw.
 */
@NullMarked
package hmrbench.report.table;

import org.jspecify.annotations.NullMarked;
