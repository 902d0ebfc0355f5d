package hmrbench.report.view;

import hmrbench.core.Look;
import hmrbench.core.Look.Hue;
import hmrbench.core.Look.Mark;
import hmrbench.core.NetworkFacts;
import hmrbench.record.ModelFacts;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.chart.SeriesStyle.Shape;
import java.awt.Color;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One style per model, the same in every figure of every run: a network is drawn in the look that
 * its architecture asks for, and models without one take what is left, in the order of the config.
 */
public final class ModelStyles {

  /** What is left is taken in this order. */
  private static final List<Look> PALETTE =
      List.of(
          new Look(Hue.SKY, Mark.TRIANGLE),
          new Look(Hue.BLUE, Mark.SQUARE),
          new Look(Hue.ORANGE, Mark.TRIANGLE_DOWN),
          new Look(Hue.PURPLE, Mark.PLUS),
          new Look(Hue.GREEN, Mark.DIAMOND),
          new Look(Hue.VERMILION, Mark.CIRCLE),
          new Look(Hue.INDIGO, Mark.SQUARE),
          new Look(Hue.OLIVE, Mark.TRIANGLE),
          new Look(Hue.BROWN, Mark.TRIANGLE_DOWN),
          new Look(Hue.WINE, Mark.DIAMOND),
          new Look(Hue.INDIGO, Mark.TRIANGLE_DOWN),
          new Look(Hue.WINE, Mark.PLUS),
          new Look(Hue.BLUE, Mark.CROSS),
          new Look(Hue.GREEN, Mark.TRIANGLE),
          new Look(Hue.PURPLE, Mark.CIRCLE),
          new Look(Hue.ORANGE, Mark.SQUARE));

  private final Map<String, SeriesStyle> styles = new LinkedHashMap<>();

  /** Styles for these models, in this order. */
  public ModelStyles(Collection<ModelFacts> models) {
    Set<Look> taken = new HashSet<>();
    Map<String, Look> asked = new LinkedHashMap<>();
    for (ModelFacts model : models) {
      model
          .facts()
          .map(NetworkFacts::look)
          .filter(taken::add)
          .ifPresent(look -> asked.put(model.name(), look));
    }
    Deque<Look> left = new ArrayDeque<>(PALETTE);
    left.removeAll(taken);
    for (ModelFacts model : models) {
      styles.put(model.name(), style(model, asked, left));
    }
  }

  /** How a model looks. */
  public SeriesStyle of(String model) {
    SeriesStyle known = styles.get(model);
    return known != null ? known : new SeriesStyle(model, Ink.REFERENCE, Shape.DIAMOND, false);
  }

  private static SeriesStyle style(ModelFacts model, Map<String, Look> asked, Deque<Look> left) {
    Look look = asked.get(model.name());
    boolean dashed = !model.competes();
    if (look == null && dashed) {
      return new SeriesStyle(model.name(), Ink.REFERENCE, Shape.CROSS, true);
    }
    return Optional.ofNullable(look != null ? look : left.pollFirst())
        .map(it -> new SeriesStyle(model.name(), color(it.hue()), shape(it.mark()), dashed))
        .orElseGet(() -> new SeriesStyle(model.name(), Ink.REFERENCE, Shape.DIAMOND, dashed));
  }

  private static Color color(Hue hue) {
    return switch (hue) {
      case SKY -> Ink.SKY;
      case BLUE -> Ink.BLUE;
      case ORANGE -> Ink.ORANGE;
      case PURPLE -> Ink.PURPLE;
      case GREEN -> Ink.GREEN;
      case VERMILION -> Ink.VERMILION;
      case INDIGO -> Ink.INDIGO;
      case OLIVE -> Ink.OLIVE;
      case BROWN -> Ink.BROWN;
      case WINE -> Ink.WINE;
    };
  }

  private static Shape shape(Mark mark) {
    return switch (mark) {
      case CIRCLE -> Shape.CIRCLE;
      case SQUARE -> Shape.SQUARE;
      case DIAMOND -> Shape.DIAMOND;
      case TRIANGLE -> Shape.TRIANGLE;
      case TRIANGLE_DOWN -> Shape.TRIANGLE_DOWN;
      case PLUS -> Shape.PLUS;
      case CROSS -> Shape.CROSS;
    };
  }
}
