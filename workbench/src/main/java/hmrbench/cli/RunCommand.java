package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.MissingFile;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingReader;
import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.record.RunStore;
import hmrbench.report.Report;
import hmrbench.run.ExperimentRun;
import hmrbench.tensor.ComputeDevice;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs what is missing of an experiment and makes its report. */
@Command(name = "run", description = "Runs what is missing of an experiment and makes its report.")
final class RunCommand extends ProjectCommand {

  /** Recipes of the networks that an experiment compares, in its folder. */
  private static final PathMatcher RECIPE =
      FileSystems.getDefault().getPathMatcher("glob:training*.yaml");

  @CommandLine.Mixin private final ChosenExperiment experiment = new ChosenExperiment();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto, cpu, gpu, gpu:N, or gpu:all: a program for each card.")
  private Optional<String> device = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N sequences of every data set.")
  private Optional<String> limit = Optional.empty();

  @Option(names = "--strict", description = StrictOption.DESCRIPTION)
  private boolean strict;

  @Option(
      names = "--train",
      description =
          "First trains what is missing of the recipes in the experiment's folder (training*.yaml);"
              + " all files that are missing are told before.")
  private boolean train;

  @CommandLine.Mixin private final ExecutorOptions executor = new ExecutorOptions();

  @ArgGroup private Existing existing = new Existing();

  /** What to do with records that are there. */
  private static final class Existing {

    @Option(names = "--resume", description = "Only go on with a run that was begun.")
    private boolean resume;

    @Option(names = "--fresh", description = "Remove the records that are there first.")
    private boolean fresh;

    RunStore.Existing choice() {
      if (fresh) {
        return RunStore.Existing.REPLACE;
      }
      return resume ? RunStore.Existing.RESUME : RunStore.Existing.CONTINUE;
    }
  }

  RunCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    List<String> changes = new ArrayList<>();
    device.ifPresent(value -> changes.add("device=" + value));
    limit.ifPresent(value -> changes.add("limit=" + value));
    ConfigReader configs = project.configs();
    if (train) {
      trainFirst(configs, changes);
    }
    ExperimentConfig config = experiment.read(project, configs, changes);
    Path folder = experiment.output(project, config);
    PrintWriter err = err();
    if (executor.isAsked() || config.device().equals(ExecutorOptions.ALL_CARDS)) {
      return new ExecutorRun(project, clock, executor, out(), err)
          .run(config, experiment.path(project), folder, strict, existing.choice());
    }
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    ExperimentRun.Request request =
        new ExperimentRun.Request(
            config, configs.roots(), folder, existing.choice(), workers, strict);
    return Interruption.announced(
        err,
        () -> Interruption.ofRun(folder),
        () ->
            ExperimentRun.run(
                request,
                new TerminalProgress(err, clock),
                clock,
                (outcome, locked) -> report(outcome, locked, out())));
  }

  /** A recipe in the folder of an experiment, as it was read. */
  private record Recipe(Path file, TrainingReader.Result read) {

    Stream<MissingFile> missing() {
      return read.missing().stream();
    }

    TrainingConfig config() {
      return read.recipe().orElseThrow();
    }
  }

  private void trainFirst(ConfigReader configs, List<String> changes) {
    List<Recipe> recipes =
        recipes(experiment.path(project)).stream()
            .map(file -> new Recipe(file, project.recipes().check(file, List.of(), false)))
            .toList();
    ConfigReader.Result evaluation = experiment.check(project, configs, changes);
    List<String> mistakes =
        Stream.concat(
                recipes.stream().flatMap(it -> it.read().mistakes().stream()),
                evaluation.mistakes().stream())
            .toList();
    if (!mistakes.isEmpty()) {
      throw Fault.asked("%s", String.join("\n", mistakes));
    }
    List<MissingFile> missing =
        Stream.concat(
                recipes.stream().flatMap(Recipe::missing),
                evaluation.missing().stream()
                    .filter(file -> recipes.stream().noneMatch(it -> makes(it, file))))
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      throw Fault.asked(
          "%s%n%s%n`./hmrbench train %s --estimate` says without them how long the training takes",
          MissingFile.count(missing),
          missing.stream().map(MissingFile::inWords).collect(Collectors.joining("\n")),
          shown(recipes.get(0).file()));
    }
    for (Recipe recipe : recipes) {
      TrainingConfig config = recipe.config();
      Path folder = project.output(Optional.empty(), config.name());
      new WatchedTraining(folder, List.of(), clock, err())
          .train(
              config,
              "./hmrbench train " + shown(recipe.file()),
              ComputeDevice.parse(device.orElse("auto")),
              strict,
              out());
    }
  }

  private static boolean makes(Recipe recipe, MissingFile file) {
    return file.path().startsWith(recipe.config().output());
  }

  private String shown(Path file) {
    return file.startsWith(project.root())
        ? project.root().relativize(file).toString()
        : file.toString();
  }

  /** The recipes of an experiment, in the order of their names. */
  private static List<Path> recipes(Path experiment) {
    Path folder = Files.isDirectory(experiment) ? experiment : experiment.resolveSibling("");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(it -> RECIPE.matches(it.getFileName()))
              .sorted(Comparator.comparing(it -> it.toString().length())) // training.yaml first
              .toList();
      if (found.isEmpty()) {
        throw Fault.asked(
            "--train: %s has no recipe; leave --train out, or write a training.yaml there", folder);
      }
      return found;
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, folder, "cannot be read", e);
    }
  }

  /** Makes the report of a run, and says where it is. */
  static int report(ExperimentRun.Outcome outcome, FolderLock folder, PrintWriter print) {
    if (outcome.summary().isEmpty()) {
      return outcome.failure().map(Fault.Kind::exitCode).orElse(Main.FAILED);
    }
    Report.Written report = Report.write(folder);
    print.println(report.results());
    print.println("report: " + report.page());
    return outcome.failure().map(Fault.Kind::exitCode).orElse(0);
  }
}
