package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.metric.stress.MetricStress;
import hmrbench.report.StressPages;
import hmrbench.run.StressRun;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what metrics see and what they do not. */
@Command(
    name = "stress",
    description = {
      "Adds known flaws to true motion and shows which metric sees which, and which tricks lower a"
          + " metric although the motion is no better. Needs no data.",
      "Metrics: mpjpe, pa-mpjpe, accel, velocity, w-mpjpe, wa-mpjpe, rte, jitter, foot-sliding."
    })
final class StressCommand extends ProjectCommand {

  private static final String ALL = "all";

  @Parameters(index = "0", paramLabel = "METRIC|all", description = "Which metric; all of them.")
  private String metric = ALL;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where figure and table go; reports/stress by default.")
  private Optional<String> out = Optional.empty();

  StressCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    List<String> names = MetricStress.metrics();
    if (!metric.equals(ALL) && !names.contains(metric)) {
      throw Fault.asked(
          "stress: expected all or one of %s, got %s", String.join(", ", names), metric);
    }
    MetricStress.Table table = StressRun.of(metric.equals(ALL) ? names : List.of(metric));
    Path folder = project.output(out, "stress");
    StressPages.write(folder, table);
    out().print(StressPages.markdown(table));
    out().println("figure: " + folder.resolve("stress.svg"));
    return 0;
  }
}
