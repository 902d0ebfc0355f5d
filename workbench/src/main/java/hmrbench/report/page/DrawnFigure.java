package hmrbench.report.page;

import hmrbench.report.chart.Figure;
import hmrbench.report.chart.FigureFiles;
import java.util.List;

/**
 * A figure and its SVG, which goes both into the page and into a file.
 *
 * @param svg the document
 */
public record DrawnFigure(Figure figure, String svg) {

  /** Draws figures, several at a time; the order stays. */
  static List<DrawnFigure> all(List<Figure> figures) {
    return figures.parallelStream().map(f -> new DrawnFigure(f, FigureFiles.svg(f))).toList();
  }
}
