package hmrbench.report;

import hmrbench.core.Fault;
import hmrbench.metric.stress.MetricStress.Column;
import hmrbench.metric.stress.MetricStress.Row;
import hmrbench.metric.stress.MetricStress.Table;
import hmrbench.report.chart.FigureFiles;
import hmrbench.report.chart.StressFigure;
import hmrbench.report.table.StressCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The stress test of metrics as a table and a picture. */
public final class StressPages {

  private StressPages() {}

  /** The values themselves, as Markdown. */
  public static String markdown(Table table) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| flaw | size | "
            + table.columns().stream()
                .map(it -> "%s (%s)".formatted(it.title(), it.unit()))
                .collect(Collectors.joining(" | "))
            + " |");
    lines.add("|---|---|" + "---:|".repeat(table.columns().size()));
    lines.add(line("none", "the truth itself", table.columns().stream().map(Column::ofTruth)));
    table.flaws().forEach(it -> lines.add(line(it.flaw(), it.size(), it.values().stream())));
    lines.add(line("usual prediction", "made up", table.columns().stream().map(Column::ofTypical)));
    table.tricks().forEach(it -> lines.add(trick(table, it)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(String flaw, String size, java.util.stream.Stream<Double> values) {
    return "| %s | %s | %s |"
        .formatted(flaw, size, values.map(StressPages::number).collect(Collectors.joining(" | ")));
  }

  private static String trick(Table table, Row row) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      String number = number(row.values().get(column));
      cells.add(table.fooled(row, column) ? "**" + number + "**" : number);
    }
    return "| %s | trick | %s |".formatted(row.flaw(), String.join(" | ", cells));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) < 9.995 ? "%.2f" : "%.1f", value);
    return text.equals("-0.00") ? "0.00" : text;
  }

  /**
   * Writes {@code stress.svg}, {@code stress.png}, {@code stress.md} and {@code stress.csv}.
   *
   * @throws Fault if the folder cannot be written
   */
  public static void write(Path folder, Table table) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("stress.svg"), FigureFiles.svg(StressFigure.of(table)));
      Files.write(folder.resolve("stress.png"), FigureFiles.png(StressFigure.of(table)));
      Files.write(folder.resolve("stress.md"), markdown(table).getBytes(StandardCharsets.UTF_8));
      Files.write(
          folder.resolve("stress.csv"), StressCsv.of(table).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be written", e);
    }
  }
}
