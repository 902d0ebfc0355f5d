package hmrbench.cli;

import hmrbench.config.PretextRecipe;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingName;
import hmrbench.io.FolderLock;
import hmrbench.report.TrainingReport;
import hmrbench.run.PretextTrainings;
import hmrbench.run.Trainings;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.Progress;
import hmrbench.train.TrainingRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A training in its folder, which is locked; its losses are drawn as they come.
 *
 * @param folder of the unfinished training
 * @param others folders of other trainings whose curves are shown beside
 */
record WatchedTraining(Path folder, List<Path> others, Clock clock, PrintWriter err) {

  /** Trains what is missing of a recipe, and says where things are. */
  void train(
      TrainingConfig config,
      String typed,
      ComputeDevice device,
      boolean strict,
      PrintWriter print) {
    TensorEngine.useThreadsPerOperation(1);
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    boolean drawn =
        run(
            config.name(),
            progress ->
                Trainings.run(config, folder, typed, workers, device, strict, progress, clock));
    tell(config.name(), config.output(), drawn, print);
  }

  /** Trains what is missing of encoders without labels, and says where things are. */
  void train(
      PretextRecipe recipe, String typed, ComputeDevice device, boolean strict, PrintWriter print) {
    boolean drawn =
        run(
            recipe.name(),
            progress ->
                PretextTrainings.run(recipe, folder, typed, device, strict, progress, clock));
    tell(recipe.name(), recipe.output(), drawn, print);
  }

  /** Says where things are, and writes the table of the checkpoints. */
  private void tell(String recipe, Path output, boolean drawn, PrintWriter print) {
    print.println("checkpoints: " + output);
    if (drawn) {
      print.println("losses: " + folder.resolve("loss.svg"));
      print.println("page: " + folder.resolve(LossChart.PAGE));
    }
    if (TrainingReport.write(recipe, output, folder)) {
      print.println("table: " + folder.resolve("tables/training.md"));
    }
  }

  /** A recipe whose trainings an executor computes: the same pages and tables, of what is there. */
  ExecutorRun.End ofExecutor(TrainingConfig config, PrintWriter print) {
    LossChart chart = chart(config.name());
    return new ExecutorRun.End() {
      @Override
      public void says(String line) {
        chart.redraw(line);
      }

      @Override
      public int make() {
        tell(config.name(), config.output(), chart.finish(), print);
        List<TrainingName> missing = Trainings.missing(config);
        if (missing.isEmpty()) {
          return 0;
        }
        err.printf(
            Locale.ROOT,
            "hmrbench: %d of %d trainings did not end: %s; `status` says why, and the same command"
                + " goes on with them%n",
            missing.size(),
            Trainings.names(config).size(),
            missing.stream().map(TrainingName::toString).collect(Collectors.joining(", ")));
        return Main.FAILED;
      }
    };
  }

  private LossChart chart(String name) {
    return new LossChart("Training of " + name, folder, others, clock, err::println);
  }

  /**
   * Runs a training.
   *
   * @return whether there is a chart
   */
  boolean run(String name, Consumer<Progress> training) {
    LossChart chart = chart(name);
    Progress progress =
        line -> {
          err.println(line);
          chart.redraw(line);
        };
    try (FolderLock ours = FolderLock.take(folder, "name another folder with --work")) {
      Interruption.announced(
          err,
          () -> left(ours.folder()),
          () -> {
            ours.removeParts();
            training.accept(progress);
            return folder;
          });
      return chart.finish();
    }
  }

  private static String left(Path work) {
    return TrainingRun.hasState(work)
        ? "the same command goes on from the last saved state"
        : Interruption.NOTHING;
  }
}
