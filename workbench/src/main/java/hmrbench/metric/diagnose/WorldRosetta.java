package hmrbench.metric.diagnose;

import hmrbench.core.Series;
import hmrbench.metric.RunningMean;
import hmrbench.metric.SequencePrediction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One set of predictions in the world under every definition that papers print as W-MPJPE,
 * WA-MPJPE, RTE, jitter and PVE. Each definition differs from another one by a single rule, so a
 * difference of numbers is put down to it. Rows and bodies stay as the protocol has them.
 */
public final class WorldRosetta {

  /**
   * A number under one definition.
   *
   * @param metric the name that papers print over it, as {@code report --metric} takes it
   * @param reading the number
   * @param against the definition that differs from it by one rule; empty for the first of a metric
   * @param difference of the two numbers, where both exist
   * @param rule by which they differ
   */
  public record Line(
      String metric, Reading reading, String against, OptionalDouble difference, String rule) {}

  private static final List<WorldDefinition> ALL = WorldDefinition.all();

  private final Map<WorldDefinition, RunningMean> means = new LinkedHashMap<>();

  /** Of no sequence yet. */
  public WorldRosetta() {
    ALL.forEach(it -> means.put(it, new RunningMean()));
  }

  /** The names of the metrics that it has definitions of. */
  public static List<String> metrics() {
    return ALL.stream().map(WorldDefinition::metric).distinct().toList();
  }

  /** Adds a sequence; one that is not in the world says nothing. */
  public void add(SequencePrediction sequence) {
    if (sequence.extras().world().isEmpty()) {
      return;
    }
    Map<Function<SequencePrediction, Series>, double[]> known = new LinkedHashMap<>();
    means.forEach(
        (definition, mean) -> {
          double[] values =
              known.computeIfAbsent(
                  definition.formula(),
                  it -> it.apply(sequence).where(sequence.counted()).presentValues());
          if (definition.bySequence()) {
            Arrays.stream(values).average().ifPresent(mean::add);
          } else {
            Arrays.stream(values).forEach(mean::add);
          }
        });
  }

  /** All sequences so far under every definition of each metric that has a value. */
  public List<Line> lines() {
    Map<String, Boolean> known = new LinkedHashMap<>();
    means.forEach((it, mean) -> known.merge(it.metric(), mean.count() > 0, Boolean::logicalOr));
    return means.keySet().stream()
        .filter(it -> known.getOrDefault(it.metric(), false))
        .map(this::line)
        .toList();
  }

  private Line line(WorldDefinition it) {
    OptionalDouble value = Objects.requireNonNull(means.get(it)).mean();
    OptionalDouble other =
        means.entrySet().stream()
            .filter(entry -> entry.getKey().metric().equals(it.metric()))
            .filter(entry -> entry.getKey().name().equals(it.against()))
            .map(entry -> entry.getValue().mean())
            .findFirst()
            .orElse(OptionalDouble.empty());
    return new Line(
        it.metric(),
        new Reading(it.name(), it.unit(), value, it.rule(), it.source()),
        it.against(),
        value.isPresent() && other.isPresent()
            ? OptionalDouble.of(value.getAsDouble() - other.getAsDouble())
            : OptionalDouble.empty(),
        it.rule());
  }
}
