package hmrbench.report;

import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.io.WholeFile;
import hmrbench.record.RunFolder;
import hmrbench.record.RunFolder.Edited;
import hmrbench.record.RunPages;
import hmrbench.report.chart.FigureFiles;
import hmrbench.report.finding.Finding;
import hmrbench.report.page.DrawnFigure;
import hmrbench.report.page.ReportPage;
import hmrbench.report.table.CsvTable;
import hmrbench.report.table.LatexTable;
import hmrbench.report.table.MarkdownTable;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TerminalTable;
import hmrbench.report.view.Gaps.Gap;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of a run: {@code tables/}, {@code charts/} and {@code report.html} beside the records.
 * The same records give the same bytes on the same machine.
 */
public final class Report {

  /** Name of the page within a run folder. */
  public static final String PAGE = "report.html";

  private static final List<String> TABLE_FORMATS = List.of(".md", ".tex", ".csv");
  private static final List<String> CHART_FORMATS = List.of(".svg", ".png");

  private Report() {}

  /**
   * What was written.
   *
   * @param page the page
   * @param results the tables that the page opens with and the verdicts, for a terminal
   * @param findings verdicts, for a summary on a terminal
   * @param edited records that are not as they were written, where that was accepted
   */
  public record Written(Path page, String results, List<Finding> findings, List<String> edited) {}

  /**
   * Makes the report of a run from its records alone.
   *
   * @param runFolder what {@code run} wrote
   * @throws Fault if there is no run or nothing in it to report, or a file cannot be written
   */
  public static Written write(Path runFolder) {
    return write(runFolder, Edited.REFUSE);
  }

  /** As {@link #write(Path)}, of records that may not be as they were written. */
  public static Written write(Path runFolder, Edited choice) {
    RunFolder.manifest(runFolder); // Fails on a folder without a run, which gets no lock.
    try (FolderLock lock = FolderLock.take(runFolder, "copy the folder")) {
      return write(lock, choice);
    }
  }

  /** As {@link #write(Path)}, in a folder that the caller has locked. */
  public static Written write(FolderLock lock) {
    return write(lock, Edited.REFUSE);
  }

  private static Written write(FolderLock lock, Edited choice) {
    Path runFolder = lock.folder();
    lock.removeParts();
    // Figures are painted in memory; without this a machine with a display would open it.
    System.setProperty("java.awt.headless", "true");
    RunView run = RunView.open(runFolder, choice);
    Setting home =
        run.home()
            .orElseThrow(
                () ->
                    Fault.asked(
                        "%s: no result in summary.csv; run the experiment again", runFolder));
    ReportPage page = new ReportPage(run, home);
    RunPages pages = RunPages.begin(runFolder, paths(page));
    for (TableView table : page.tables()) {
      Path file = runFolder.resolve("tables").resolve(table.name());
      text(file, ".md", MarkdownTable.of(table));
      text(file, ".tex", LatexTable.of(table));
      text(file, ".csv", CsvTable.of(table));
    }
    page.figures().parallelStream().forEach(drawn -> write(runFolder, drawn));
    Path html = runFolder.resolve(PAGE);
    bytes(html, "", page.html().getBytes(StandardCharsets.UTF_8));
    pages.end();
    return new Written(html, terminal(page), page.verdicts(), run.folder().edited());
  }

  private static List<String> paths(ReportPage page) {
    List<String> paths = new ArrayList<>(List.of(PAGE));
    for (TableView table : page.tables()) {
      TABLE_FORMATS.forEach(it -> paths.add("tables/" + table.name() + it));
    }
    for (DrawnFigure drawn : page.figures()) {
      CHART_FORMATS.forEach(it -> paths.add("charts/" + drawn.figure().name() + it));
    }
    return paths;
  }

  /**
   * The results under every protocol, what predictions lack, and the verdicts on what the run
   * compares.
   */
  private static String terminal(ReportPage page) {
    StringBuilder out = new StringBuilder();
    page.results().forEach(table -> out.append(TerminalTable.of(table)).append('\n'));
    page.gaps().stream().filter(Gap::isOfFewer).forEach(it -> out.append(it.line()).append('\n'));
    for (Finding finding : page.verdicts()) {
      if (finding.compares()) {
        out.append(finding.verdict().words()).append(": ").append(finding.claim()).append('\n');
      }
    }
    return out.toString();
  }

  private static void write(Path runFolder, DrawnFigure drawn) {
    Path file = runFolder.resolve("charts").resolve(drawn.figure().name());
    text(file, ".svg", drawn.svg());
    bytes(file, ".png", FigureFiles.png(drawn.figure()));
  }

  private static void text(Path file, String ending, String text) {
    bytes(file, ending, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(Path file, String ending, byte[] bytes) {
    Path whole = file.resolveSibling(file.getFileName() + ending);
    WholeFile.write(whole, out -> out.write(bytes));
  }
}
