package hmrbench.report.bench;

import hmrbench.core.Fault;
import hmrbench.io.WholeFile;
import hmrbench.record.bench.BenchFile;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.Spread;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.FigureFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A measurement as Markdown and figures, and all measurements of a folder as one page. */
public final class BenchPage {

  /** Name of the page over all measurements of a folder. */
  public static final String PAGE = "BENCHMARKS.md";

  private BenchPage() {}

  /** Draws what a measurement holds as {@code NAME-stages.svg} and so on, beside its file. */
  public static void draw(BenchResult result, Path file) {
    System.setProperty("java.awt.headless", "true");
    if (!result.stages().isEmpty()) {
      draw(StageFigure.stages(result.stages()), file);
    }
    if (!result.costs().isEmpty()) {
      draw(StageFigure.costs(result.costs()), file);
    }
  }

  private static void draw(Figure figure, Path file) {
    bytes(
        figureFile(file, figure.name(), ".svg"),
        FigureFiles.svg(figure).getBytes(StandardCharsets.UTF_8));
    bytes(figureFile(file, figure.name(), ".png"), FigureFiles.png(figure));
  }

  private static Path figureFile(Path file, String figure, String ending) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.replace(".json", "-" + figure + ending));
  }

  /**
   * Writes the page over all measurements of a folder, in the order of their names.
   *
   * @throws Fault if the folder cannot be read
   */
  public static void writeAll(Path folder) {
    StringBuilder page = new StringBuilder();
    page.append("# Measurements\n\nWritten by `hmrbench bench --out ")
        .append("workbench/bench`; every number below comes from a JSON file beside this page.\n");
    for (Path file : measurements(folder)) {
      page.append("\n## ").append(String.valueOf(file.getFileName()).replace(".json", ""));
      page.append("\n\n").append(markdown(BenchFile.read(file)));
    }
    bytes(folder.resolve(PAGE), page.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Path> measurements(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, folder, "cannot be listed", e);
    }
  }

  /** A measurement in words and tables. */
  public static String markdown(BenchResult result) {
    StringBuilder text = new StringBuilder();
    result.machine().forEach((key, value) -> text.append("- ").append(line(key, value)));
    result.setup().forEach((key, value) -> text.append("- ").append(line(key, value)));
    text.append("- measured: ").append(result.measured());
    text.append(", commit ").append(result.commit()).append("\n\n");
    ratios(result, text);
    measures("whole runs and products", result.speeds(), text);
    measures("stage (one thread)", result.stages(), text);
    costs(result, text);
    reports(result, text);
    return text.toString();
  }

  private static String line(String key, String value) {
    return "%s: %s%n".formatted(key, value).replace(System.lineSeparator(), "\n");
  }

  private static void ratios(BenchResult result, StringBuilder text) {
    if (result.ratios().isEmpty()) {
      return;
    }
    text.append("| ratio of alternating runs | median | quartiles | goal | runs |\n");
    text.append("|---|---:|---:|---:|---:|\n");
    for (BenchResult.Ratio ratio : result.ratios()) {
      Spread spread = ratio.spread();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f to %.2f | %s | %d |\n",
              ratio.name(),
              spread.median(),
              spread.lowerQuartile(),
              spread.upperQuartile(),
              ratio.goal() > 1 ? String.format(Locale.ROOT, "%.1f", ratio.goal()) : "",
              spread.values().size()));
    }
    text.append('\n');
  }

  private static void measures(String title, List<Measure> measures, StringBuilder text) {
    if (measures.isEmpty()) {
      return;
    }
    text.append("| ").append(title).append(" | median | quartiles | unit |\n|---|---:|---:|---|\n");
    for (Measure measure : measures) {
      Spread spread = measure.spread();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s to %s | %s |\n",
              measure.name(),
              number(spread.median()),
              number(spread.lowerQuartile()),
              number(spread.upperQuartile()),
              measure.unit()));
    }
    text.append('\n');
  }

  private static void costs(BenchResult result, StringBuilder text) {
    if (result.costs().isEmpty()) {
      return;
    }
    text.append("| network on one thread: varied | windows per batch | window | hidden |");
    text.append(" frames/s | GFLOP/s | MiB per batch |\n|---|---:|---:|---:|---:|---:|---:|\n");
    for (BenchResult.Cost cost : result.costs()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %d | %s | %s | %s |\n",
              cost.what(),
              cost.batch(),
              cost.window(),
              cost.hidden(),
              number(cost.framesPerSecond()),
              number(cost.gigaflops()),
              number(cost.batchMebibytes())));
    }
    text.append('\n');
  }

  private static void reports(BenchResult result, StringBuilder text) {
    if (result.reports().isEmpty()) {
      return;
    }
    text.append("| frame rows | cells | report: seconds | CPU seconds | peak memory (MiB) |\n");
    text.append("|---:|---:|---:|---:|---:|\n");
    for (BenchResult.ReportCost report : result.reports()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %.1f | %.1f | %.0f |\n",
              report.rows(),
              report.cells(),
              report.wallSeconds(),
              report.cpuSeconds(),
              report.peakMebibytes()));
    }
    text.append('\n');
  }

  /** Three digits that matter; two decimals from 0.1 to 10. */
  private static String number(double value) {
    if (value < 0.1) {
      return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
    }
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static void bytes(Path file, byte[] bytes) {
    WholeFile.write(file, out -> out.write(bytes));
  }
}
