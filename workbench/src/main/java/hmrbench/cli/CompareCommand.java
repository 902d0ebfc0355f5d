package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.io.WholeFile;
import hmrbench.metric.stats.Comparison;
import hmrbench.report.compare.RunComparison;
import hmrbench.report.page.ComparisonPage;
import hmrbench.run.WeightComparison;
import hmrbench.run.WeightComparison.Change;
import hmrbench.run.WeightComparison.Difference;
import hmrbench.run.WeightComparison.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs or two checkpoints. */
@Command(
    name = "compare",
    description =
        "Compares two runs (configs, results paired by sequence, verdicts) or two checkpoints"
            + " (tensor by tensor).")
final class CompareCommand extends ProjectCommand {

  /**
   * Heights of the bars of a histogram on a terminal; an empty bin differs from the smallest one.
   */
  private static final String BARS = " ▁▂▃▄▅▆▇█";

  @Parameters(index = "0", paramLabel = "A", description = "The folder of a run, or a checkpoint.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "Another of the same kind.")
  private String second = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Two runs: a page with tables and a point per sequence, as HTML.")
  private Optional<String> out = Optional.empty();

  @Mixin private AcceptEditedOption edited = new AcceptEditedOption();

  CompareCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Path a = project.workingFolder().resolve(first);
    Path b = project.workingFolder().resolve(second);
    if (Files.isDirectory(a) != Files.isDirectory(b)) {
      throw Fault.asked("%s and %s: one is a folder; name two runs, or two checkpoints", a, b);
    }
    if (isSame(a, b)) {
      err().println("hmrbench: A and B are one: " + a);
    }
    PrintWriter print = out();
    if (Files.isDirectory(a)) {
      FolderLock.requireFree(a);
      FolderLock.requireFree(b);
      RunComparison runs = RunComparison.of(a, b, edited.choice());
      PrintWriter err = err();
      AcceptEditedOption.warn(a, runs.first().folder().edited(), err);
      AcceptEditedOption.warn(b, runs.second().folder().edited(), err);
      print(runs, print);
      out.ifPresent(name -> write(runs, project.workingFolder().resolve(name), print));
    } else if (out.isPresent()) {
      throw Fault.asked("--out %s: a page is made of two runs, not of two checkpoints", out.get());
    } else {
      print(WeightComparison.of(a, b), print);
    }
    return 0;
  }

  private static boolean isSame(Path a, Path b) {
    try {
      return Files.isSameFile(a, b);
    } catch (IOException e) {
      return false; // What is not there is reported when it is read.
    }
  }

  private static void write(RunComparison runs, Path page, PrintWriter out) {
    byte[] bytes = ComparisonPage.html(runs).getBytes(StandardCharsets.UTF_8);
    WholeFile.write(page, to -> to.write(bytes));
    out.println("page: " + page);
  }

  private static void print(List<Difference> tensors, PrintWriter out) {
    for (Kind kind : Kind.values()) {
      List<Difference> some = tensors.stream().filter(it -> it.kind() == kind).toList();
      if (!some.isEmpty()) {
        out.printf(Locale.ROOT, "%d %s%n", some.size(), words(kind));
        if (kind != Kind.SAME) {
          some.forEach(it -> out.println("  " + line(it)));
        }
      }
    }
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case ADDED -> "only in B";
      case REMOVED -> "only in A";
      case RESHAPED -> "with another shape";
      case CHANGED ->
          "changed: length of the difference, relative to A, largest difference, histogram from"
              + " minus to plus the largest";
      case SAME -> "the same in both";
    };
  }

  private static String line(Difference tensor) {
    return tensor
        .change()
        .map(change -> "%s %s".formatted(tensor.name(), inWords(tensor.first().orElse(""), change)))
        .orElseGet(
            () ->
                "%s %s"
                    .formatted(
                        tensor.name(),
                        tensor.first().isPresent() && tensor.second().isPresent()
                            ? tensor.first().get() + " -> " + tensor.second().get()
                            : tensor.first().or(tensor::second).orElse("")));
  }

  private static String inWords(String shape, Change change) {
    return String.format(
        Locale.ROOT,
        "%s: %.4g, %s, %.4g, |%s|",
        shape,
        change.norm(),
        change.relative().map(it -> String.format(Locale.ROOT, "%.3g", it)).orElse("A is 0"),
        change.largest(),
        bars(change.histogram()));
  }

  private static String bars(List<Integer> counts) {
    int most = counts.stream().mapToInt(Integer::intValue).max().orElse(1);
    StringBuilder bars = new StringBuilder();
    for (int count : counts) {
      int height = count == 0 ? 0 : 1 + (int) Math.floor(7.0 * count / Math.max(1, most));
      bars.append(BARS.charAt(height));
    }
    return bars.toString();
  }

  private static void print(RunComparison runs, PrintWriter out) {
    if (runs.configs().isEmpty()) {
      out.println("configs: the same");
    } else {
      out.println("configs, A -> B:");
      runs.configs().forEach(line -> out.println("  " + line));
    }
    runs.apart().forEach(out::println);
    List<RunComparison.Difference> changed =
        runs.results().stream().filter(it -> !it.none()).toList();
    out.printf(
        Locale.ROOT,
        "results: %d of %d the same in every sequence%n",
        runs.results().size() - changed.size(),
        runs.results().size());
    if (!changed.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "B minus A [95 %% interval over people and seeds]; * p < %.2f after Holm:%n",
          RunComparison.ALPHA);
      changed.forEach(it -> print(it, out));
    }
    runs.verdicts()
        .forEach(
            it ->
                out.printf(
                    Locale.ROOT,
                    "verdict: %s A: %s. B: %s.%n",
                    it.claim(),
                    it.before(),
                    it.after()));
    runs.unmatched().forEach(cell -> out.printf(Locale.ROOT, "only in one: %s%n", cell));
  }

  private static void print(RunComparison.Difference difference, PrintWriter out) {
    Comparison it = difference.comparison();
    out.printf(
        Locale.ROOT,
        "  %s, %s (%s): %.3f -> %.3f, %+.3f%s%s, p %s%n",
        difference.cell(),
        difference.metric().name(),
        difference.metric().unit(),
        it.baseline(),
        it.model(),
        it.change().estimate(),
        difference.significant() ? "*" : "",
        it.difference()
            .map(at -> String.format(Locale.ROOT, " [%+.3f to %+.3f]", at.low(), at.high()))
            .orElse(""),
        it.p().isPresent()
            ? String.format(Locale.ROOT, "%.3g", it.p().getAsDouble())
            : "–, too few people");
  }
}
