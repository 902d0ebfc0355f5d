package hmrbench.cli;

import hmrbench.config.DetectorRecipe;
import hmrbench.config.MissingFile;
import hmrbench.config.OfficialConfig;
import hmrbench.config.PictureRecipe;
import hmrbench.config.PretextRecipe;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingReader;
import hmrbench.core.Fault;
import hmrbench.executor.SubmittedRecipe;
import hmrbench.executor.TrainingPacking;
import hmrbench.record.TrainingCurve;
import hmrbench.report.Readmes;
import hmrbench.run.DetectorTrainings;
import hmrbench.run.PictureTrainings;
import hmrbench.run.bench.TrainingTime;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.Progress;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
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
      description =
          "A folder or YAML file with a recipe, a config.yaml of TCMR's or VIBE's repository, or a"
              + " name in configs/training.")
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

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto, cpu, gpu, gpu:N, or gpu:all: a program for each card.")
  private String device = "auto";

  @Option(names = "--strict", description = StrictOption.DESCRIPTION)
  private boolean strict;

  @Option(
      names = "--estimate",
      description =
          "Trains nothing: times some steps of each network and says how long the recipe takes on"
              + " this device, and which files are missing.")
  private boolean estimate;

  @Option(
      names = "--readme",
      description = "Also renews the tables that pages of the project show of these checkpoints.")
  private boolean readme;

  @CommandLine.Mixin private final ExecutorOptions executor = new ExecutorOptions();

  TrainCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Path file = project.recipe(recipe);
    project.recipes().official(file).ifPresent(this::tell);
    boolean submits = executor.isAsked() || device.equals(ExecutorOptions.ALL_CARDS);
    if (submits) {
      requireSubmittable(file);
    }
    if (project.recipes().isOfPictures(file)) {
      PictureRecipe recipe = project.recipes().readPictures(file, changes());
      requireNoEstimate(recipe.name());
      return trainOnPictures(
          recipe.name(),
          recipe.output(),
          (folder, computer, progress) ->
              PictureTrainings.run(recipe, folder, typed(), computer, progress, clock));
    }
    if (project.recipes().isOfDetector(file)) {
      DetectorRecipe recipe = project.recipes().readDetector(file, changes());
      requireNoEstimate(recipe.name());
      return trainOnPictures(
          recipe.name(),
          recipe.output(),
          (folder, computer, progress) ->
              DetectorTrainings.run(recipe, folder, typed(), computer, progress, clock));
    }
    if (project.recipes().isOfPretexts(file)) {
      PretextRecipe recipe = project.recipes().readPretexts(file, changes());
      requireNoEstimate(recipe.name());
      Path folder = project.output(work, recipe.name());
      watched(folder).train(recipe, typed(), ComputeDevice.parse(device), strict, out());
      renewReadme(recipe.name(), folder);
      return 0;
    }
    if (estimate) {
      estimate(file);
      return 0;
    }
    TrainingConfig config = project.recipes().read(file, changes());
    Path folder = project.output(work, config.name());
    if (submits) {
      return submit(config, file, folder);
    }
    watched(folder).train(config, typed(), ComputeDevice.parse(device), strict, out());
    renewReadme(config.name(), folder);
    return 0;
  }

  private void renewReadme(String recipe, Path folder) {
    if (readme) {
      PrintWriter print = out();
      Readmes.renewTraining(project.root(), recipe, folder)
          .forEach(page -> print.println("renewed: " + page));
    }
  }

  private void requireNoEstimate(String recipe) {
    if (estimate) {
      throw TrainingTime.notOfficial(recipe);
    }
  }

  /** What a config of TCMR's or VIBE's repository means. */
  private void tell(OfficialConfig official) {
    PrintWriter print = out();
    print.println("# The recipe that %s means:".formatted(recipe));
    print.print(official.recipe());
    if (!official.unknown().isEmpty()) {
      print.println("# Passed over, since nothing here knows it: " + official.unknown());
    }
  }

  /** Refuses recipes whose trainings one program does, and options that need their checkpoints. */
  private void requireSubmittable(Path file) {
    boolean named = executor.isAsked();
    String option = named ? "--executor" : "--device " + device;
    String instead =
        named
            ? "leave --executor out, or give this command to sbatch"
            : "take one card: --device gpu";
    if (project.recipes().isOfPictures(file) || project.recipes().isOfDetector(file)) {
      throw Fault.asked(
          "%s: %s trains one network on pictures, with all cores of a machine; %s",
          option, recipe, instead);
    }
    if (project.recipes().isOfPretexts(file)) {
      throw Fault.asked(
          "%s: %s trains encoders without labels, one after the other; %s",
          option, recipe, instead);
    }
    if (estimate || readme) {
      throw Fault.asked("%s: goes with neither --estimate nor --readme; leave one out", option);
    }
  }

  private int submit(TrainingConfig config, Path file, Path folder) {
    Path found = project.recipes().file(file);
    SubmittedRecipe submitted =
        TrainingPacking.recipe(config, found, project.workingFolder(), changes(), typed(), device);
    return new ExecutorRun(project, clock, executor, out(), err())
        .run(
            new ExecutorRun.Asked(
                new TrainingPacking(config, submitted, strict), folder, found, device, false),
            watched(folder).ofExecutor(config, out()));
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
    watched(folder).run(name, progress -> training.run(folder, computer, progress));
    out().println("checkpoint: " + checkpoint);
    return 0;
  }

  /** What the trainings of a recipe take, as a table, and which files are missing. */
  private void estimate(Path recipe) {
    TrainingReader.Result found = project.recipes().check(recipe, changes(), false);
    TrainingConfig config =
        found.recipe().orElseThrow(() -> Fault.asked("%s", String.join("\n", found.mistakes())));
    PrintWriter err = err();
    PrintWriter print = out();
    TrainingTime.of(config, ComputeDevice.parse(device), found.missing().isEmpty(), err::println)
        .forEach(print::println);
    if (!found.missing().isEmpty()) {
      print.println(MissingFile.count(found.missing()));
      found.missing().stream().map(MissingFile::inWords).forEach(print::println);
    }
  }

  private WatchedTraining watched(Path folder) {
    List<Path> others = beside.stream().map(project.workingFolder()::resolve).toList();
    others.forEach(TrainCommand::requireLogs);
    return new WatchedTraining(folder, others, clock, err());
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

  /** What was typed, for the cards. */
  private String typed() {
    List<String> words = new ArrayList<>(List.of("./hmrbench", "train", recipe));
    changes().forEach(change -> words.addAll(List.of("--set", change)));
    return String.join(" ", words);
  }
}
