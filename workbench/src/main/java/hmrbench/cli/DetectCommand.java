package hmrbench.cli;

import hmrbench.config.ScoreQuestion;
import hmrbench.run.Detection;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(
      index = "0",
      paramLabel = "PREDICTIONS",
      description = "A file or a folder, as `score` takes it.")
  private String predictions = "";

  @Option(
      names = "--against",
      paramLabel = "D",
      required = true,
      description = "A name of `list datasets`, or a YAML file with the keys of a data set.")
  private String dataset = "";

  @Option(
      names = "--as",
      paramLabel = "PERSON=SEQUENCE",
      description = "Whose sequence a person of the file is, where you know it.")
  private List<String> sequenceOf = new ArrayList<>();

  @Option(
      names = "--joints",
      paramLabel = "ORDER",
      description = "The order of the file's joints, where the file does not say so itself.")
  private Optional<String> joints = Optional.empty();

  DetectCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Map<String, String> reading = new LinkedHashMap<>();
    joints.ifPresent(order -> reading.put("joints", order));
    ScoreQuestion question =
        new ScoreQuestion("detect", predictions, dataset, List.of("tcmr"), sequenceOf, reading);
    Detection.Result result = Detection.of(project.configs().read(question, List.of()));
    PrintWriter out = out();
    out.printf(
        Locale.ROOT,
        "%s against %s: %d rows; mean error of joints about the root %.1f mm as it is, %.1f mm with"
            + " what was found%n",
        Path.of(predictions).getFileName(),
        dataset,
        result.rows(),
        result.findings().asItIsMm(),
        result.findings().explainedMm());
    Detection.lines(result.findings()).forEach(out::println);
    result
        .as()
        .forEach(
            (person, sequence) ->
                out.printf(Locale.ROOT, "  track      found       %s=%s%n", person, sequence));
    result.remarks().forEach(it -> out.println("  " + it));
    out.println(closing(result));
    return 0;
  }

  private String closing(Detection.Result result) {
    return result.options().isEmpty()
        ? "nothing to change: score %s --dataset %s".formatted(predictions, dataset)
        : "if this is what the file means: score %s --dataset %s %s"
            .formatted(predictions, dataset, result.options());
  }
}
