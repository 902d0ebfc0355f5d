package hmrbench.cli;

import hmrbench.metric.stats.Comparison;
import hmrbench.run.RunComparison;
import hmrbench.run.WeightComparison;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Compares two runs or two checkpoints. */
@Command(
    name = "compare",
    description =
        "Compares two runs (configs, and results paired by sequence) or two checkpoints (tensor by"
            + " tensor).")
final class CompareCommand implements Callable<Integer> {

  private final Project project;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "A", description = "The folder of a run, or a checkpoint.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "Another of the same kind.")
  private String second = "";

  CompareCommand(Project project) {
    this.project = project;
  }

  @Override
  public Integer call() {
    Path a = project.workingFolder().resolve(first);
    Path b = project.workingFolder().resolve(second);
    PrintWriter out = spec.commandLine().getOut();
    if (Files.isRegularFile(a) && Files.isRegularFile(b)) {
      WeightComparison.of(a, b).forEach(tensor -> print(tensor, out));
    } else {
      print(RunComparison.of(a, b), out);
    }
    return 0;
  }

  private static void print(WeightComparison.Difference tensor, PrintWriter out) {
    if (tensor.largest().isEmpty()) {
      out.printf(
          "%s: %s in A, %s in B%n",
          tensor.name(), tensor.first().orElse("not"), tensor.second().orElse("not"));
    } else {
      out.printf(
          Locale.ROOT,
          "%s %s: largest difference %.3g, relative %s%n",
          tensor.name(),
          tensor.first().orElseThrow(),
          tensor.largest().get(),
          tensor.relative().map(it -> String.format(Locale.ROOT, "%.3g", it)).orElse("-"));
    }
  }

  private static void print(RunComparison runs, PrintWriter out) {
    if (runs.configs().isEmpty()) {
      out.println("configs: the same");
    } else {
      out.println("configs, - only in A, + only in B:");
      runs.configs().forEach(line -> out.println("  " + line));
    }
    out.println("results, B minus A, 95 % interval of the paired bootstrap over sequences:");
    runs.results().forEach(it -> print(it, out));
    runs.unmatched().forEach(cell -> out.printf("only in one: %s%n", cell));
  }

  private static void print(RunComparison.Difference difference, PrintWriter out) {
    Comparison it = difference.comparison();
    out.printf(
        Locale.ROOT,
        "  %s, %s (%s): %.3f -> %.3f, %+.3f%s, p %.3g%n",
        difference.cell(),
        difference.metric().name(),
        difference.metric().unit(),
        it.baseline(),
        it.model(),
        it.model() - it.baseline(),
        it.difference()
            .map(at -> String.format(Locale.ROOT, " [%+.3f to %+.3f]", at.low(), at.high()))
            .orElse(""),
        it.test().p());
  }
}
