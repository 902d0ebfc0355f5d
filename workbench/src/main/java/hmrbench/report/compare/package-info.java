/**
 * Two runs side by side, from their records alone. May use: {@code core}, {@code metric.stats},
 * {@code record}, {@code report.finding}, {@code report.view}, Jackson.
 */
@NullMarked
package hmrbench.report.compare;

import org.jspecify.annotations.NullMarked;
