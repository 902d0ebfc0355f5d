package hmrbench.report.chart;

import hmrbench.core.Series;
import java.awt.Color;

/** One thing that is drawn inside a plot; later layers lie above earlier ones. */
public sealed interface Layer {

  /** Hands this variant to its own case; a new variant breaks every caller that has none. */
  <R> R match(Cases<R> cases);

  /** One case per variant. */
  interface Cases<R> {
    R line(Line line);

    R points(Points points);

    R area(Area area);

    R interval(Interval interval);

    R text(Text text);

    R rule(Rule rule);
  }

  /**
   * A line through points, broken where y has no value, with the points of its style.
   *
   * @param width thickness, in pixels
   */
  record Line(SeriesStyle style, Series x, Series y, double width) implements Layer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.line(this);
    }
  }

  /** Points without a line. */
  record Points(SeriesStyle style, Series x, Series y, int size) implements Layer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.points(this);
    }
  }

  /** A filled area between {@code low} and {@code high}. */
  record Area(Color fill, Series x, Series low, Series high) implements Layer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.area(this);
    }
  }

  /**
   * A bar from {@code low} to {@code high} at {@code place} of the other axis.
   *
   * @param upright whether it runs along the vertical axis
   * @param caps half the length of its end strokes, in pixels; 0 for none
   */
  record Interval(
      Color color, double place, double low, double high, boolean upright, double width, int caps)
      implements Layer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.interval(this);
    }
  }

  /**
   * Words at a place.
   *
   * @param anchor which part of the text lies at the place, from 0 (start) over 0.5 to 1 (end)
   * @param dx shift to the right, in pixels
   * @param dy shift downwards, in pixels
   */
  record Text(
      String text,
      double x,
      double y,
      Color color,
      double anchor,
      double dx,
      double dy,
      boolean bold)
      implements Layer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.text(this);
    }
  }

  /** A line across the whole plot at one value. */
  record Rule(Color color, double value, boolean upright, boolean dashed) implements Layer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rule(this);
    }
  }
}
