package hmrbench.report.view;

import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.metric.Metrics;
import hmrbench.record.Cell;
import hmrbench.record.ModelFacts;
import hmrbench.record.SequenceRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two models that a page sets against each other, and the sequences on which that is worth
 * looking at.
 *
 * @param first the baseline
 * @param second another one: TCMR, else the model with the least acceleration error; the baseline
 *     where nothing else competes
 */
public record ComparedModels(String first, String second) {

  /** A sequence with the reason for which it was picked. */
  public record Pick(String sequence, String why) {}

  /** TCMR as published, where a setting has it, be it the baseline or not. */
  public static Optional<String> tcmr(RunView run, Setting setting) {
    return tcmr(competing(run, setting)).map(ModelFacts::name);
  }

  private static Optional<ModelFacts> tcmr(List<ModelFacts> models) {
    Optional<GridPlace> place = Optional.of(GridPlace.TCMR);
    return models.stream().filter(model -> model.gridPlace().equals(place)).findFirst();
  }

  private static List<ModelFacts> competing(RunView run, Setting setting) {
    return run.models().stream()
        .filter(ModelFacts::competes)
        .filter(m -> run.overSeeds(setting, m.name(), RunView.NO_FILTER).isPresent())
        .toList();
  }

  /** The two models of a setting; empty where nothing competes. */
  public static Optional<ComparedModels> of(RunView run, Setting setting) {
    List<ModelFacts> models = competing(run, setting);
    if (models.isEmpty()) {
      return Optional.empty();
    }
    String first =
        models.stream()
            .map(ModelFacts::name)
            .filter(name -> name.equals(run.manifest().question().baseline()))
            .findFirst()
            .orElse(models.get(0).name());
    List<ModelFacts> others = models.stream().filter(m -> !m.name().equals(first)).toList();
    String second =
        tcmr(others)
            .or(
                () ->
                    others.stream()
                        .min(Comparator.comparingDouble(m -> acceleration(run, setting, m))))
            .map(ModelFacts::name)
            .orElse(first);
    return Optional.of(new ComparedModels(first, second));
  }

  private static double acceleration(RunView run, Setting setting, ModelFacts model) {
    return run.overSeeds(setting, model.name(), RunView.NO_FILTER)
        .map(row -> row.metrics().get(Metrics.ACCEL_ERR.id().column()))
        .map(value -> value.mean())
        .orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * The sequences on which the second gains most, as usual, and least in acceleration error.
   *
   * @param firstCell a cell of the first
   * @param secondCell a cell of the second
   */
  static List<Pick> picks(RunView run, Cell firstCell, Cell secondCell) {
    String column = Metrics.ACCEL_ERR.id().column();
    Map<String, Double> before = new LinkedHashMap<>();
    for (SequenceRow row : run.sequences(firstCell)) {
      Optional.ofNullable(row.metrics().get(column)).ifPresent(v -> before.put(row.sequence(), v));
    }
    List<Map.Entry<String, Double>> gains = new ArrayList<>();
    for (SequenceRow row : run.sequences(secondCell)) {
      Double after = row.metrics().get(column);
      Double other = before.get(row.sequence());
      if (after != null && other != null) {
        gains.add(Map.entry(row.sequence(), after - other));
      }
    }
    gains.sort(
        Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    if (gains.isEmpty()) {
      return run.sequences(secondCell).stream()
          .limit(1)
          .map(row -> new Pick(row.sequence(), "the first one"))
          .toList();
    }
    Map<String, String> picks = new LinkedHashMap<>();
    int last = gains.size() - 1;
    picks.put(gains.get(last / 2).getKey(), "the usual difference");
    picks.putIfAbsent(gains.get(0).getKey(), "the largest gain of B over A");
    picks.putIfAbsent(gains.get(last).getKey(), "the least gain of B over A");
    return picks.entrySet().stream().map(e -> new Pick(e.getKey(), e.getValue())).toList();
  }
}
