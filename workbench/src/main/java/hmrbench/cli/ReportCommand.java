package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.report.Readmes;
import hmrbench.report.Report;
import hmrbench.report.finding.Explaining;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a report again from records alone. */
@Command(name = "report", description = "Makes the report again from records alone.")
final class ReportCommand extends ProjectCommand {

  @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run.")
  private String run = "";

  @Option(
      names = "--explain",
      paramLabel = "NUMBER",
      description =
          "Instead of the report: which definition of a metric gives this printed number, for example"
              + " 7.1, and by which rule it differs from the others.")
  private Optional<String> explain = Optional.empty();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "With --explain: accel (the default), or w-mpjpe, wa-mpjpe, rte, jitter, pve of a run that"
              + " scored motion through the world.")
  private Optional<String> metric = Optional.empty();

  @Option(
      names = "--readme",
      description =
          "Also renews the tables and verdicts that README.md, docs and experiments show of this"
              + " run's experiment.")
  private boolean readme;

  @Mixin private AcceptEditedOption edited = new AcceptEditedOption();

  ReportCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    if (explain.isPresent()) {
      Explaining.lines(
              project.workingFolder().resolve(run), explain.get(), metric.orElse(Explaining.ACCEL))
          .forEach(out()::println);
      return 0;
    }
    if (metric.isPresent()) {
      throw Fault.asked("--metric %s: is for --explain NUMBER; name a number", metric.get());
    }
    Report.Written report = Report.write(project.workingFolder().resolve(run), edited.choice());
    AcceptEditedOption.warn(project.workingFolder().resolve(run), report.edited(), err());
    out().println(report.results());
    out().println("report: " + report.page());
    if (readme) {
      Readmes.renew(project.root(), project.workingFolder().resolve(run))
          .forEach(page -> out().println("renewed: " + page));
    }
    return 0;
  }
}
