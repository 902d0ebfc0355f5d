package hmrbench.cli;

import hmrbench.config.TrainingConfig;
import hmrbench.io.FolderLock;
import hmrbench.report.TrainingReport;
import hmrbench.run.Trainings;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.Progress;
import hmrbench.train.TrainingRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

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
    print.println("checkpoints: " + config.output());
    if (drawn) {
      print.println("losses: " + folder.resolve("loss.svg"));
      print.println("page: " + folder.resolve(LossChart.PAGE));
    }
    if (TrainingReport.write(config.name(), config.output(), folder)) {
      print.println("table: " + folder.resolve("tables/training.md"));
    }
  }

  /**
   * Runs a training.
   *
   * @return whether there is a chart
   */
  boolean run(String name, Consumer<Progress> training) {
    LossChart chart = new LossChart("Training of " + name, folder, others, clock, err::println);
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
