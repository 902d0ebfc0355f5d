/**
 * Tables: records in; HTML, Markdown, LaTeX and CSV out. Numbers of different kinds never stand in
 * one ranked column without a mark.
 */
@NullMarked
package hmrbench.report.table;

import org.jspecify.annotations.NullMarked;
