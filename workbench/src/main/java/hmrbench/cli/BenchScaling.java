package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.executor.Submitted;
import hmrbench.executor.scaling.ExecutorCost;
import hmrbench.executor.scaling.ScalingModel;
import hmrbench.record.bench.ScalingResult;
import hmrbench.record.bench.ScalingResult.Curve;
import hmrbench.run.bench.BenchMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Measures an executor on an experiment, and simulates many cells on many workers. */
final class BenchScaling {

  private static final int CELLS = 10_000;
  private static final List<Integer> WORKERS = List.of(8, 16, 32, 64, 128, 256);

  /** Minutes of groups: what slurm.yaml has unless it says otherwise, and the least of it. */
  private static final double STANDARD_MINUTES = 10;

  private static final double LEAST_MINUTES = 1;

  private final Project project;
  private final Consumer<String> progress;

  BenchScaling(Project project, Consumer<String> progress) {
    this.project = project;
    this.progress = progress;
  }

  /**
   * @param published seconds of a cell of published size
   * @param between seconds between two starts of the scheduler
   */
  ScalingResult measure(
      String experiment, int limit, double published, double between, Path folder) {
    ConfigReader configs = project.configs();
    ExperimentConfig config =
        configs.read(project.experiment(experiment), List.of("limit=" + limit));
    List<String> words = List.of(experiment, "--limit", Integer.toString(limit));
    ExecutorCost.Measured measured =
        new ExecutorCost(configs, config, words, progress).measure(folder);
    ScalingModel model =
        new ScalingModel(
            measured.cells(),
            measured.cost().start(),
            between,
            measured.cost().serialFixed(),
            measured.cost().serialPerCell());
    return new ScalingResult(
        Submitted.now(),
        BenchMachine.words(),
        "`run %s`".formatted(String.join(" ", words)),
        measured.cost(),
        CELLS,
        curves(model, published));
  }

  private static List<Curve> curves(ScalingModel model, double published) {
    return List.of(
        model.curve("these cells, groups of 10 minutes", CELLS, STANDARD_MINUTES, WORKERS),
        model.curve("these cells, groups of 1 minute", CELLS, LEAST_MINUTES, WORKERS),
        model
            .withMean(published)
            .curve(
                "cells of published size, groups of 10 minutes", CELLS, STANDARD_MINUTES, WORKERS));
  }
}
