/** The page of a run: sections, figures and data put into one HTML file that works offline. */
@NullMarked
package hmrbench.report.page;

import org.jspecify.annotations.NullMarked;
