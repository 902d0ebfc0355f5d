package hmrbench.video.draw;

import hmrbench.core.Series;
import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A diagram over the frames of a clip that runs along under a video: the same in every frame but
 * for a line at the one that is shown.
 */
public final class TimeStrip {

  private static final int MARGIN = 8;
  private static final double CURVE = 1.6;

  private final Picture drawn;
  private final int frames;
  private final int plotLeft;
  private final int plotWidth;
  private final int plotTop;
  private final int plotHeight;

  /**
   * One curve.
   *
   * @param name as written in the legend
   * @param values one per frame; where a frame has none the curve is interrupted
   */
  public record Curve(String name, int colour, Series values) {}

  private TimeStrip(int width, int height, int frames, Lettering small) {
    this.drawn = Picture.black(width, height);
    this.frames = frames;
    this.plotLeft = MARGIN + small.width("0000.0");
    this.plotWidth = Math.max(1, width - plotLeft - MARGIN);
    this.plotTop = small.height() + 4;
    this.plotHeight = Math.max(1, height - plotTop - MARGIN);
  }

  /**
   * Curves over time, from 0 to their highest value.
   *
   * @param title what is shown, with its unit
   */
  public static TimeStrip curves(
      int width, int height, String title, List<Curve> curves, int frames, Lettering small) {
    TimeStrip strip = new TimeStrip(width, height, frames, small);
    double highest =
        curves.stream()
            .flatMapToDouble(curve -> java.util.Arrays.stream(curve.values().presentValues()))
            .max()
            .orElse(1);
    double top = roundUp(highest);
    strip.frame(title, small);
    strip.scale(small, format(top), "0");
    strip.legend(title, curves.stream().map(c -> new Entry(c.name(), c.colour())).toList(), small);
    Sketch sketch = new Sketch(strip.drawn);
    for (Curve curve : curves) {
      strip.curve(sketch, curve, value -> value / top);
    }
    return strip;
  }

  /**
   * Three shares that sum to 1, stacked: past below, current in the middle, future above.
   *
   * @param title what is shown
   */
  public static TimeStrip shares(
      int width,
      int height,
      String title,
      Series past,
      Series current,
      Series future,
      Lettering small) {
    TimeStrip strip = new TimeStrip(width, height, past.frames(), small);
    strip.frame(title, small);
    strip.scale(small, "1", "0");
    strip.legend(
        title,
        List.of(
            new Entry("past", Palette.PAST),
            new Entry("current", Palette.CURRENT),
            new Entry("future", Palette.FUTURE)),
        small);
    for (int x = 0; x < strip.plotWidth; x++) {
      int frame = Math.min(past.frames() - 1, x * past.frames() / strip.plotWidth);
      if (past.has(frame) && current.has(frame) && future.has(frame)) {
        strip.column(x, past.get(frame), past.get(frame) + current.get(frame));
      }
    }
    return strip;
  }

  private record Entry(String name, int colour) {}

  /** Width in pixels. */
  public int width() {
    return drawn.width();
  }

  /** Height in pixels. */
  public int height() {
    return drawn.height();
  }

  /** Copies the strip to (left, top). */
  public void draw(Sketch sketch, int left, int top) {
    sketch.paste(drawn, left, top);
  }

  /**
   * Draws the line at the frame that is shown.
   *
   * @param left where the strip was drawn
   * @param top where the strip was drawn
   * @return where it may have drawn
   */
  public Area mark(Sketch sketch, int left, int top, int frame) {
    double x = left + column(frame);
    return sketch.line(
        x, top + plotTop, x, top + plotTop + plotHeight - 1, 1.5, Palette.TEXT, 0.95);
  }

  private double column(int frame) {
    return plotLeft + (frame + 0.5) * plotWidth / frames;
  }

  private void frame(String title, Lettering small) {
    Sketch sketch = new Sketch(drawn);
    sketch.rectangle(0, 0, drawn.width(), drawn.height(), Palette.BACKDROP_BELOW, 1);
    sketch.rectangle(plotLeft, plotTop, plotWidth, plotHeight, Palette.BACKDROP_ABOVE, 1);
    small.write(sketch, title, MARGIN, 1, Palette.TEXT, 1);
  }

  private void scale(Lettering small, String above, String below) {
    Sketch sketch = new Sketch(drawn);
    for (int line = 0; line <= 2; line++) {
      int y = plotTop + line * (plotHeight - 1) / 2;
      sketch.rectangle(plotLeft, y, plotWidth, 1, Palette.GRID, 1);
    }
    int half = small.height() / 2;
    write(sketch, small, above, plotTop - half + 2);
    write(sketch, small, below, plotTop + plotHeight - half - 2);
  }

  private void write(Sketch sketch, Lettering small, String text, int top) {
    small.write(sketch, text, plotLeft - 5 - small.width(text), top, Palette.FAINT_TEXT, 1);
  }

  private void legend(String title, List<Entry> entries, Lettering small) {
    Sketch sketch = new Sketch(drawn);
    int x = MARGIN + small.width(title) + 3 * MARGIN;
    for (Entry entry : entries) {
      double middle = small.height() / 2.0 + 1;
      sketch.line(x, middle, x + 14, middle, 4, entry.colour(), 1);
      small.write(sketch, entry.name(), x + 20, 1, Palette.FAINT_TEXT, 1);
      x += 20 + small.width(entry.name()) + 2 * MARGIN;
    }
  }

  private void curve(Sketch sketch, Curve curve, ToDoubleFunction<Double> share) {
    Series values = curve.values();
    for (int t = 0; t < values.frames(); t++) {
      if (values.has(t)) {
        int before = t > 0 && values.has(t - 1) ? t - 1 : t;
        sketch.line(
            column(before),
            row(share.applyAsDouble(values.get(before))),
            column(t),
            row(share.applyAsDouble(values.get(t))),
            CURVE,
            curve.colour(),
            0.95);
      }
    }
  }

  private double row(double share) {
    return plotTop + (1 - Math.max(0, Math.min(1, share))) * (plotHeight - 1);
  }

  /** One column of stacked shares: past below {@code first}, current up to {@code second}. */
  private void column(int x, double first, double second) {
    for (int y = 0; y < plotHeight; y++) {
      double share = 1 - (y + 0.5) / plotHeight;
      int colour = share < first ? Palette.PAST : share < second ? Palette.CURRENT : Palette.FUTURE;
      drawn.colour(plotLeft + x, plotTop + y, colour);
    }
  }

  /** The next of 1, 2, 5, 10, 20, 50 ... */
  private static double roundUp(double value) {
    if (!(value > 0)) {
      return 1;
    }
    double ten = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 1.5, 2, 3, 5, 7.5, 10}) {
      if (value <= factor * ten) {
        return factor * ten;
      }
    }
    return 10 * ten;
  }

  private static String format(double value) {
    return value >= 10
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2g", value);
  }
}
