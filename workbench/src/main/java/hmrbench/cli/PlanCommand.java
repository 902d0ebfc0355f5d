package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.run.RunOutline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a run would do. */
@Command(
    name = "plan",
    description = "Shows what a run would do: its shards, which are done, what is left to compute.")
final class PlanCommand extends ProjectCommand {

  @CommandLine.Mixin private final Shortened shortened = new Shortened();

  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description = "A folder, a YAML file, or a name of `list experiments`.")
  private String experiment = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the records would go; reports/<experiment> by default.")
  private Optional<String> out = Optional.empty();

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a key.")
  private List<String> overrides = new ArrayList<>();

  PlanCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    ConfigReader configs = project.configs();
    ExperimentConfig config = configs.read(project.experiment(experiment), overrides);
    Path folder = project.output(out, config.name());
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
