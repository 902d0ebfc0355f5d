package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.run.RunOutline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints what a run would do. */
@Command(
    name = "plan",
    description = "Shows what a run would do: its shards, which are done, what is left to compute.")
final class PlanCommand extends ProjectCommand {

  @CommandLine.Mixin private final Shortened shortened = new Shortened();

  @CommandLine.Mixin private final ChosenExperiment experiment = new ChosenExperiment();

  PlanCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    ConfigReader configs = project.configs();
    ExperimentConfig config = experiment.read(project, configs, List.of());
    Path folder = experiment.output(project, config);
    RunOutline outline = RunOutline.of(config, configs.roots(), folder);
    PrintWriter print = out();
    List<String> shards =
        outline.shards().stream()
            .map(it -> "%-8s %s".formatted(it.there() ? "there" : "missing", it.cell()))
            .toList();
    shortened.of(shards, "shards").forEach(print::println);
    long there = outline.shards().stream().filter(RunOutline.PlannedShard::there).count();
    print.printf(
        Locale.ROOT,
        "%d of %d shards are there; %d frames to predict, %d to score%s%n",
        there,
        outline.shards().size(),
        outline.framesToPredict(),
        outline.framesToScore(),
        outline
            .seconds()
            .map(PlanCommand::duration)
            .orElse("; the time is unknown until a run was made on this machine"));
    return 0;
  }

  private static String duration(double seconds) {
    return ", about %d s at the speed of the last run".formatted(Math.round(seconds));
  }
}
