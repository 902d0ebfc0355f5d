package hmrbench.run;

import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.FrameRate;
import hmrbench.config.ModelConfig;
import hmrbench.config.ProtocolConfig;
import hmrbench.core.Rates;
import hmrbench.data.FrameRates;
import hmrbench.model.KeypointFilter;
import hmrbench.model.filter.Filters;
import hmrbench.record.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cells of an experiment, gathered so that what they share is done once.
 *
 * @param tasks in the order of their execution
 */
record ExperimentPlan(List<Task> tasks) {

  /**
   * One model with one set of weights on one data set at one rate; its cells share predictions.
   *
   * @param seed number of the checkpoint, from 1
   * @param inputRate at which the model sees the clips, in hertz
   * @param step every how many predicted frames are scored
   * @param cells per protocol and filter
   */
  record Task(
      ModelConfig model,
      int seed,
      DatasetConfig dataset,
      double inputRate,
      int step,
      List<PlannedCell> cells) {

    Task {
      cells = List.copyOf(cells);
    }

    /** The same task with only some of its cells. */
    Task only(List<PlannedCell> some) {
      return new Task(model, seed, dataset, inputRate, step, some);
    }
  }

  /** A cell with the protocol that scores it. */
  record PlannedCell(Cell cell, ProtocolConfig protocol) {}

  ExperimentPlan {
    tasks = List.copyOf(tasks);
  }

  /**
   * Plans an experiment.
   *
   * @param sources the open data sets, by name
   * @param filters that the config names
   * @throws hmrbench.core.Fault if a data set cannot be had at a rate that is asked for, or has no
   *     2D joints where bodies are to be fitted to them
   */
  static ExperimentPlan of(
      ExperimentConfig config, Map<String, DataSource> sources, Filters filters) {
    Map<String, KeypointFilter> refining = Refinements.of(config, filters);
    List<Task> tasks = new ArrayList<>();
    for (DatasetConfig dataset : config.datasets()) {
      DataSource source = java.util.Objects.requireNonNull(sources.get(dataset.name()));
      Refinements.require(refining, source);
      Set<Double> seen = new LinkedHashSet<>();
      for (FrameRate rate : config.frameRates()) {
        Rate resolved = Rate.of(rate, config.rates().mode(), source);
        if (seen.add(resolved.scored())) {
          for (ModelConfig model : config.models()) {
            for (int seed : seeds(model, config.seeds())) {
              tasks.add(task(config, model, seed, dataset, resolved));
            }
          }
        }
      }
    }
    return new ExperimentPlan(tasks);
  }

  /** A model with one set of weights or none counts as the first seed. */
  private static List<Integer> seeds(ModelConfig model, List<Integer> asked) {
    return model.checkpoint().size() > 1 ? asked : asked.subList(0, 1);
  }

  private static Task task(
      ExperimentConfig config, ModelConfig model, int seed, DatasetConfig dataset, Rate rate) {
    List<PlannedCell> cells = new ArrayList<>();
    for (ProtocolConfig protocol : config.protocols()) {
      for (String filter : config.filters()) {
        cells.add(
            new PlannedCell(
                new Cell(
                    model.name(),
                    dataset.name(),
                    protocol.name(),
                    rate.scored(),
                    filter,
                    Integer.toString(seed)),
                protocol));
      }
    }
    return new Task(model, seed, dataset, rate.input(), rate.step(), cells);
  }

  /**
   * A rate of one data set.
   *
   * @param input at which the model sees it
   * @param step every how many frames are scored
   * @param scored rate of the scored frames, as written in records
   */
  private record Rate(double input, int step, double scored) {

    static Rate of(FrameRate asked, FrameRate.Mode mode, DataSource source) {
      double own = source.dataset().nativeFramesPerSecond();
      if (asked.hertz().isEmpty()) {
        return new Rate(own, 1, shown(own));
      }
      double hertz = asked.hertz().get();
      String what = "data set " + source.dataset().name();
      if (mode == FrameRate.Mode.SCORE) {
        return new Rate(own, FrameRates.step(what, own, hertz), hertz);
      }
      boolean offered = source.frameRates().stream().anyMatch(rate -> Rates.same(rate, hertz));
      if (!offered) {
        throw FrameRates.notOffered(what, hertz, source.frameRates());
      }
      return new Rate(hertz, 1, hertz);
    }

    /** A recording's rate without the rounding of 1 / 0.0083333. */
    private static double shown(double hertz) {
      return Math.rint(hertz * 1000) / 1000;
    }
  }

  /** The same plan with only some of its cells. */
  ExperimentPlan only(Set<Cell> some) {
    List<Task> rest = new ArrayList<>();
    for (Task task : tasks) {
      List<PlannedCell> cells =
          task.cells().stream().filter(it -> some.contains(it.cell())).toList();
      if (!cells.isEmpty()) {
        rest.add(task.only(cells));
      }
    }
    return new ExperimentPlan(rest);
  }

  /** All cells, in the order of the tasks. */
  List<Cell> cells() {
    return tasks.stream().flatMap(task -> task.cells().stream()).map(PlannedCell::cell).toList();
  }
}
