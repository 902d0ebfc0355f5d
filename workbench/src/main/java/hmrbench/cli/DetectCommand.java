package hmrbench.cli;

import hmrbench.config.ScoreQuestion;
import hmrbench.run.ConventionSearch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells in which conventions a file of predictions is. */
@Command(
    name = "detect",
    description = {
      "Finds in which conventions a file of predictions is, against a truth: unit, axes, form of"
          + " rotations, root, left and right, shifted frames, frame rate, and which track is which"
          + " person. Prints the error with and without each finding, and what to give to `score`."
          + " Changes nothing.",
      "A model that lags by two frames and a file whose frames are shifted by two look the same:"
          + " only you know which it is. See docs/conventions.md."
    })
final class DetectCommand extends ProjectCommand {

  @Mixin private final PredictionsInput input = new PredictionsInput();

  @Option(
      names = "--against",
      paramLabel = "D",
      required = true,
      description = "A name of `list datasets`, or a YAML file with the keys of a data set.")
  private String dataset = "";

  DetectCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    ScoreQuestion question = input.question("detect", dataset, List.of("tcmr"), Map.of());
    ConventionSearch.Result result =
        ConventionSearch.of(project.configs().read(question, List.of()));
    PrintWriter out = out();
    out.printf(
        Locale.ROOT,
        "%s against %s: %d rows; mean error of joints about the root %.1f mm as it is, %.1f mm with"
            + " what was found%n",
        Path.of(input.predictions()).getFileName(),
        dataset,
        result.rows(),
        result.findings().asItIsMm(),
        result.findings().explainedMm());
    ConventionSearch.lines(result.findings()).forEach(out::println);
    result
        .as()
        .forEach(
            (person, sequence) ->
                out.printf(Locale.ROOT, "  track      found       %s=%s%n", person, sequence));
    result.remarks().forEach(it -> out.println("  " + it));
    out.println(closing(result));
    return 0;
  }

  private String closing(ConventionSearch.Result result) {
    return result.options().isEmpty()
        ? "nothing to change: score %s --dataset %s".formatted(input.predictions(), dataset)
        : "if this is what the file means: score %s --dataset %s %s"
            .formatted(input.predictions(), dataset, result.options());
  }
}
