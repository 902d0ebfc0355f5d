package hmrbench.report.chart;

import java.awt.Graphics2D;

/** A part of a figure that paints itself into a rectangle whose corner is the origin. */
interface Panel {

  /**
   * Paints, and leaves transform, clip and stroke as they were.
   *
   * @param canvas where to paint
   * @param width width of the rectangle, in pixels
   * @param height height of the rectangle, in pixels
   */
  void paint(Graphics2D canvas, int width, int height);
}
