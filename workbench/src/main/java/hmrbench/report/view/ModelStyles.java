package hmrbench.report.view;

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
 * One look per model, the same in every figure of every run: a model's role decides its colour and
 * shape, and models without a role of their own take what is left, in the order of the config.
 */
public final class ModelStyles {

  private record Look(Color color, Shape shape) {}

  /** Looks by role; the order is that in which models without a role take what is left. */
  private static final Map<String, Look> ROLES = roles();

  private static final List<Look> FURTHER =
      List.of(
          new Look(Ink.INDIGO, Shape.TRIANGLE_DOWN),
          new Look(Ink.WINE, Shape.PLUS),
          new Look(Ink.BLUE, Shape.CROSS),
          new Look(Ink.GREEN, Shape.TRIANGLE),
          new Look(Ink.PURPLE, Shape.CIRCLE),
          new Look(Ink.ORANGE, Shape.TRIANGLE_DOWN));

  private final Map<String, SeriesStyle> styles = new LinkedHashMap<>();

  /** Styles for these models, in this order. */
  public ModelStyles(Collection<ModelFacts> models) {
    Set<String> taken = new HashSet<>();
    Map<String, Look> looks = new LinkedHashMap<>();
    for (ModelFacts model : models) {
      Optional<String> role = role(model).filter(taken::add);
      role.ifPresent(name -> looks.put(model.name(), look(name)));
    }
    Deque<Look> left = new ArrayDeque<>();
    ROLES.forEach((role, look) -> addIfFree(left, taken, role, look));
    left.addAll(FURTHER);
    for (ModelFacts model : models) {
      Look look = looks.get(model.name());
      if (look == null) {
        look = model.competes() ? left.pollFirst() : new Look(Ink.REFERENCE, Shape.CROSS);
      }
      if (look == null) {
        look = new Look(Ink.REFERENCE, Shape.DIAMOND);
      }
      styles.put(
          model.name(),
          new SeriesStyle(model.name(), look.color(), look.shape(), !model.competes()));
    }
  }

  /** How a model looks. */
  public SeriesStyle of(String model) {
    SeriesStyle known = styles.get(model);
    return known != null ? known : new SeriesStyle(model, Ink.REFERENCE, Shape.DIAMOND, false);
  }

  private static void addIfFree(Deque<Look> left, Set<String> taken, String role, Look look) {
    if (!taken.contains(role)) {
      left.add(look);
    }
  }

  private static Look look(String role) {
    return java.util.Objects.requireNonNull(ROLES.get(role));
  }

  private static Optional<String> role(ModelFacts model) {
    return Optional.ofNullable(model.family()).filter(ROLES::containsKey);
  }

  private static Map<String, Look> roles() {
    Map<String, Look> roles = new LinkedHashMap<>();
    roles.put("spin", new Look(Ink.SKY, Shape.TRIANGLE));
    roles.put("vibe", new Look(Ink.BLUE, Shape.SQUARE));
    roles.put("residual", new Look(Ink.ORANGE, Shape.TRIANGLE_DOWN));
    roles.put("residual-poseforecast", new Look(Ink.PURPLE, Shape.PLUS));
    roles.put("no-residual", new Look(Ink.GREEN, Shape.DIAMOND));
    roles.put("tcmr", new Look(Ink.VERMILION, Shape.CIRCLE));
    roles.put("vibe-no-residual", new Look(Ink.INDIGO, Shape.SQUARE));
    roles.put("tcmr-no-all", new Look(Ink.OLIVE, Shape.TRIANGLE));
    roles.put("tcmr-sees-current", new Look(Ink.BROWN, Shape.TRIANGLE_DOWN));
    roles.put("meva", new Look(Ink.WINE, Shape.DIAMOND));
    return java.util.Collections.unmodifiableMap(roles);
  }
}
