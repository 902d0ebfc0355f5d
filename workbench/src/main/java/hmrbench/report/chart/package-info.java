/**
 * Figures: numbers in, SVG and PNG out. XChart paints what is data; axes, legends and words are
 * laid out here, so that panels line up and every figure has the same look. Knows nothing of runs.
 * May use: {@code core}, {@code io}, {@code metric}, XChart, VectorGraphics2D.
 */
@NullMarked
package hmrbench.report.chart;

import org.jspecify.annotations.NullMarked;
