package hmrbench.cli;

import hmrbench.config.DetectorRecipe;
import hmrbench.config.PictureRecipe;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.record.TrainingCurve;
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
import java.nio.file.Files;
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

  @Option(
      names = "--seeds",
      paramLabel = "SEEDS",
      description =
          "Seeds in place of the recipe's, such as 1-5 or 1,3; several are trained at once.")
  private Optional<String> seeds = Optional.empty();

  @Option(
      names = "--beside",
      paramLabel = "DIR",
      description =
          "Folders of other trainings (their --work, or a folder of checkpoints) whose curves"
              + " training.html shows, too.")
  private List<String> beside = new ArrayList<>();

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
      PictureRecipe recipe = project.recipes().readPictures(file, changes());
      return trainOnPictures(
          recipe.name(),
          recipe.output(),
          (folder, computer, progress) ->
              PictureTrainings.run(recipe, folder, typed(), computer, progress, clock));
    }
    if (project.recipes().isOfDetector(file)) {
      DetectorRecipe recipe = project.recipes().readDetector(file, changes());
      return trainOnPictures(
          recipe.name(),
          recipe.output(),
          (folder, computer, progress) ->
              DetectorTrainings.run(recipe, folder, typed(), computer, progress, clock));
    }
    TrainingConfig config = project.recipes().read(file, changes());
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
      print.println("page: " + folder.resolve(LossChart.PAGE));
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
    List<Path> others = beside.stream().map(project.workingFolder()::resolve).toList();
    others.forEach(TrainCommand::requireLogs);
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

  private static void requireLogs(Path folder) {
    if (!Files.isDirectory(folder) || TrainingCurve.trainings(folder).isEmpty()) {
      throw Fault.asked(
          "--beside %s: has no training (MODEL/seed-N/loss.csv); expected the --work folder of one,"
              + " or a folder of checkpoints",
          folder);
    }
  }

  /** The overrides, with the seeds that were asked for. */
  private List<String> changes() {
    List<String> changes = new ArrayList<>(overrides);
    seeds.ifPresent(it -> changes.add("seeds=" + SeedRange.parse(it)));
    return changes;
  }

  private static String left(Path work) {
    return TrainingRun.hasState(work)
        ? "the same command goes on from the last saved state"
        : Interruption.NOTHING;
  }

  /** What was typed, for the cards. */
  private String typed() {
    List<String> words = new ArrayList<>(List.of("./hmrbench", "train", recipe));
    changes().forEach(change -> words.addAll(List.of("--set", change)));
    return String.join(" ", words);
  }
}
