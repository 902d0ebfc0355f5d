package hmrbench.run;

import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.core.ParallelWork;
import hmrbench.core.Rates;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.Predictor;
import hmrbench.record.Cell;
import hmrbench.record.InterventionRow;
import hmrbench.record.RunStore;
import hmrbench.run.ExperimentPlan.PlannedCell;
import hmrbench.run.ExperimentPlan.Task;
import hmrbench.tensor.ComputeDevice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The interventions of an experiment that are missing: on every network with attention, under every
 * protocol, without a filter, at the rate that a page opens with.
 */
final class InterventionRuns {

  private final ExperimentConfig config;
  private final ExperimentRun.Openings openings;
  private final InputFiles inputs;
  private final Map<String, DataSource> sources;
  private final RunStore store;
  private final RunListener listener;
  private final Stages stages;
  private final BooleanSupplier stop;

  /**
   * @param stop whether to begin no further network
   */
  InterventionRuns(
      ExperimentConfig config,
      ExperimentRun.Openings openings,
      InputFiles inputs,
      Map<String, DataSource> sources,
      RunStore store,
      RunListener listener,
      Stages stages,
      BooleanSupplier stop) {
    this.config = config;
    this.openings = openings;
    this.inputs = inputs;
    this.sources = sources;
    this.store = store;
    this.listener = listener;
    this.stages = stages;
    this.stop = stop;
  }

  /**
   * Runs what is missing and joins all of it.
   *
   * @throws Fault if one cannot be run
   */
  void run(ExperimentPlan plan, Optional<ComputeDevice> device, int workers) {
    if (config.interventions().isEmpty() || device.isEmpty()) {
      return;
    }
    List<Task> tasks = tasks(plan);
    List<Task> missing =
        tasks.stream()
            .filter(
                task ->
                    task.cells().stream().anyMatch(cell -> !store.hasInterventions(cell.cell())))
            .toList();
    AtomicInteger done = new AtomicInteger();
    ParallelWork.each(
        Collections.nCopies(workers, device.get()),
        missing.size(),
        (member, piece) -> {
          if (stop.getAsBoolean()) {
            return piece;
          }
          run(missing.get(piece), member);
          progress(done.incrementAndGet(), missing.size(), missing.get(piece));
          return piece;
        });
    join(plan);
  }

  /** Joins the interventions of all cells that are there. */
  void join(ExperimentPlan plan) {
    if (!config.interventions().isEmpty()) {
      store.joinInterventions(
          tasks(plan).stream()
              .flatMap(task -> task.cells().stream())
              .map(PlannedCell::cell)
              .toList());
    }
  }

  /** The cells that interventions are made on, once they are there. */
  static Set<Cell> cells(ExperimentConfig config, ExperimentPlan plan) {
    Set<Cell> cells = new LinkedHashSet<>();
    if (!config.interventions().isEmpty() && config.usesTensors()) {
      plan.cells().stream().filter(cell -> isAsked(plan, cell)).forEach(cells::add);
    }
    return cells;
  }

  private static boolean isAsked(ExperimentPlan plan, Cell cell) {
    return cell.filter().equals(Interventions.NO_FILTER)
        && cell.fps() == rate(plan, cell.dataset());
  }

  private void progress(int done, int total, Task task) {
    synchronized (listener) {
      listener.progress(
          (double) done / total,
          "attention interventions: %s, seed %d".formatted(task.model().name(), task.seed()));
    }
  }

  /** The tasks at one rate per data set whose cells are there, with the cells without a filter. */
  private List<Task> tasks(ExperimentPlan plan) {
    Set<Cell> there = new LinkedHashSet<>(store.doneCells());
    List<Task> tasks = new ArrayList<>();
    for (Task task : plan.tasks()) {
      List<PlannedCell> cells =
          task.cells().stream()
              .filter(cell -> there.contains(cell.cell()) && isAsked(plan, cell.cell()))
              .toList();
      if (!cells.isEmpty()) {
        tasks.add(task.only(cells));
      }
    }
    return tasks;
  }

  private static double rate(ExperimentPlan plan, String dataset) {
    List<Double> rates =
        plan.cells().stream()
            .filter(cell -> cell.dataset().equals(dataset))
            .map(Cell::fps)
            .distinct()
            .toList();
    return Rates.shown(rates).orElseThrow();
  }

  private void run(Task task, ComputeDevice device) {
    DataSource source = Objects.requireNonNull(sources.get(task.dataset().name()));
    try (Predictor model = openings.model(task.model(), task.seed(), source, () -> device)) {
      if (model instanceof NetworkPredictor network) {
        Interventions interventions = new Interventions(task, source, network, stages);
        for (PlannedCell cell : task.cells()) {
          List<InterventionRow> rows =
              interventions.of(
                  cell, openings.extensions().protocol(cell.protocol()), config.interventions());
          inputs.requireUnchanged(task);
          store.writeInterventions(cell.cell(), rows);
        }
      } else {
        task.cells().forEach(cell -> store.writeInterventions(cell.cell(), List.of()));
      }
    }
  }
}
