package hmrbench.cli;

import hmrbench.config.DetectorRecipe;
import hmrbench.config.PictureRecipe;
import hmrbench.config.TrainingConfig;
import hmrbench.io.FolderLock;
import hmrbench.report.Readmes;
import hmrbench.report.TrainingReport;
import hmrbench.run.DetectorTrainings;
import hmrbench.run.PictureTrainings;
import hmrbench.run.Trainings;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.Progress;
import hmrbench.train.TrainingRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains what is missing of a recipe. */
@Command(
    name = "train",
    description = "Trains what is missing of a recipe; a stopped training goes on where it was.")
final class TrainCommand extends ProjectCommand {

  @Parameters(
      index = "0",
      paramLabel = "RECIPE",
      description = "A folder or YAML file with a recipe, or a name in configs/training.")
  private String recipe = "";

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a key.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Folder of unfinished trainings; reports/<recipe> by default.")
  private Optional<String> work = Optional.empty();

  @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu or gpu:N.")
  private String device = "auto";

  @Option(names = "--strict", description = StrictOption.DESCRIPTION)
  private boolean strict;

  @Option(
      names = "--readme",
      description = "Also renews the tables that pages of the project show of these checkpoints.")
  private boolean readme;

  TrainCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Path file = project.recipe(recipe);
    if (project.recipes().isOfPictures(file)) {
      PictureRecipe recipe = project.recipes().readPictures(file, overrides);
      return trainOnPictures(
          recipe.name(),
          recipe.output(),
          (folder, computer, progress) ->
              PictureTrainings.run(recipe, folder, typed(), computer, progress, clock));
    }
    if (project.recipes().isOfDetector(file)) {
      DetectorRecipe recipe = project.recipes().readDetector(file, overrides);
      return trainOnPictures(
          recipe.name(),
          recipe.output(),
          (folder, computer, progress) ->
              DetectorTrainings.run(recipe, folder, typed(), computer, progress, clock));
    }
    TrainingConfig config = project.recipes().read(file, overrides);
    Path folder = project.output(work, config.name());
    ComputeDevice computer = ComputeDevice.parse(device);
    TensorEngine.useThreadsPerOperation(1);
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    boolean drawn =
        watched(
            config.name(),
            folder,
            progress ->
                Trainings.run(config, folder, typed(), workers, computer, strict, progress, clock));
    PrintWriter print = out();
    print.println("checkpoints: " + config.output());
    if (drawn) {
      print.println("losses: " + folder.resolve("loss.svg"));
    }
    if (TrainingReport.write(config.name(), config.output(), folder)) {
      print.println("table: " + folder.resolve("tables/training.md"));
    }
    if (readme) {
      Readmes.renewTraining(project.root(), config.name(), folder)
          .forEach(page -> print.println("renewed: " + page));
    }
    return 0;
  }

  /** A training on pictures, in its folder. */
  private interface OnPictures {
    void run(Path folder, ComputeDevice computer, Progress progress);
  }

  private int trainOnPictures(String name, Path checkpoint, OnPictures training) {
    Path folder = project.output(work, name);
    ComputeDevice computer = ComputeDevice.parse(device);
    // One core draws the pictures.
    TensorEngine.useThreadsPerOperation(
        Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    watched(name, folder, progress -> training.run(folder, computer, progress));
    out().println("checkpoint: " + checkpoint);
    return 0;
  }

  /**
   * Runs a training in its folder, which is locked, and draws its losses as they come.
   *
   * @return whether there is a chart
   */
  private boolean watched(String name, Path folder, Consumer<Progress> training) {
    PrintWriter err = err();
    LossChart chart = new LossChart("Training of " + name, folder, clock, err::println);
    Progress progress =
        line -> {
          err.println(line);
          chart.redraw();
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

  /** What was typed, for the cards. */
  private String typed() {
    List<String> words = new ArrayList<>(List.of("./hmrbench", "train", recipe));
    overrides.forEach(change -> words.addAll(List.of("--set", change)));
    return String.join(" ", words);
  }
}
