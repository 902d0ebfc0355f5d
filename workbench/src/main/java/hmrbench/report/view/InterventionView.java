package hmrbench.report.view;

import hmrbench.metric.stats.CellSample;
import hmrbench.record.InterventionRow;
import hmrbench.record.ModelFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What forced attention weights do to the networks of a setting, sequence by sequence. */
public final class InterventionView {

  /** The kind whose rows are points of a lattice. */
  private static final String SIMPLEX = "simplex";

  private final RunView run;
  private final List<InterventionRow> rows;

  private InterventionView(RunView run, List<InterventionRow> rows) {
    this.run = run;
    this.rows = rows;
  }

  /**
   * A choice of weights.
   *
   * @param kind what forced them
   * @param weights of past, current and future where they are the same in every frame
   */
  public record Choice(String kind, Optional<List<Double>> weights) {}

  /** The interventions of a run at a setting; without rows where it made none. */
  public static InterventionView of(RunView run, Setting setting) {
    return new InterventionView(
        run,
        run.folder().interventions().stream()
            .filter(row -> Setting.of(row.cell()).equals(setting))
            .toList());
  }

  /** Names of the networks, in the order of the records. */
  public List<String> models() {
    List<String> shown = run.models().stream().map(ModelFacts::name).toList();
    return rows.stream().map(row -> row.cell().model()).distinct().filter(shown::contains).toList();
  }

  /** What was forced on a network, but for the lattice; its own weights come first. */
  public List<Choice> choices(String model) {
    return all(model).stream().filter(choice -> !choice.kind().equals(SIMPLEX)).toList();
  }

  /** The points of the lattice that a network was forced to. */
  public List<Choice> lattice(String model) {
    return all(model).stream().filter(choice -> choice.kind().equals(SIMPLEX)).toList();
  }

  private List<Choice> all(String model) {
    Set<Choice> choices = new LinkedHashSet<>();
    rows.stream()
        .filter(row -> row.cell().model().equals(model))
        .forEach(row -> choices.add(new Choice(row.kind(), row.weights())));
    return List.copyOf(choices);
  }

  /**
   * What a metric says of a network under a choice, on the sequences that all its seeds have a
   * value for; each weighs as many as it has scored frames.
   */
  public Optional<CellSample> sample(String model, Choice choice, String column) {
    Map<String, Map<String, InterventionRow>> bySeed = new LinkedHashMap<>();
    for (InterventionRow row : rows) {
      if (row.cell().model().equals(model)
          && new Choice(row.kind(), row.weights()).equals(choice)
          && row.value(column).isPresent()
          && row.frames() > 0) {
        bySeed
            .computeIfAbsent(row.cell().seed(), seed -> new LinkedHashMap<>())
            .put(row.sequence(), row);
      }
    }
    List<Map<String, InterventionRow>> seeds = List.copyOf(bySeed.values());
    if (seeds.isEmpty()) {
      return Optional.empty();
    }
    List<InterventionRow> first = new ArrayList<>(seeds.get(0).values());
    first.removeIf(row -> seeds.stream().anyMatch(seed -> !seed.containsKey(row.sequence())));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    double[][] means = new double[seeds.size()][first.size()];
    for (int seed = 0; seed < means.length; seed++) {
      for (int i = 0; i < first.size(); i++) {
        InterventionRow row = seeds.get(seed).get(first.get(i).sequence());
        means[seed][i] = row == null ? Double.NaN : row.value(column).orElse(Double.NaN);
      }
    }
    return Optional.of(
        new CellSample(
            first.stream().map(InterventionRow::sequence).toList(),
            first.stream().map(row -> run.subject(row.cell(), row.sequence())).toList(),
            List.copyOf(bySeed.keySet()),
            means,
            first.stream().mapToDouble(InterventionRow::frames).toArray()));
  }
}
