package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.io.WholeFile;
import hmrbench.report.Readmes;
import hmrbench.report.finding.FindingsBeside;
import hmrbench.report.table.MarkdownTable;
import hmrbench.report.table.TableView;
import hmrbench.report.view.RunView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets the findings of several runs beside each other. */
@Command(
    name = "findings",
    description =
        "Sets what runs say of the claims of the paper beside each other, one column per data set.")
final class FindingsCommand extends ProjectCommand {

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--study",
      paramLabel = "NAME",
      description = "Writes the table to reports/NAME/tables, too.")
  private Optional<String> study = Optional.empty();

  @Option(
      names = "--readme",
      description = "With --study: also renews the tables that experiments/NAME shows.")
  private boolean readme;

  @Mixin private AcceptEditedOption edited = new AcceptEditedOption();

  FindingsCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    if (readme && study.isEmpty()) {
      throw Fault.asked("--readme: is for --study NAME, whose folder in experiments is meant");
    }
    study.ifPresent(this::requireStudy);
    List<Path> folders = runs.stream().map(project.workingFolder()::resolve).toList();
    List<RunView> views = new ArrayList<>();
    for (Path folder : folders) {
      FolderLock.requireFree(folder);
      RunView view = RunView.open(folder, edited.choice());
      AcceptEditedOption.warn(folder, view.folder().edited(), err());
      views.add(view);
    }
    TableView table = FindingsBeside.of(views).table();
    String text = MarkdownTable.of(table);
    out().print(text);
    study.ifPresent(name -> write(name, table.name(), text));
    return 0;
  }

  private void requireStudy(String name) {
    Path experiments = project.root().resolve("experiments");
    Path folder = experiments.resolve(name).normalize();
    if (!experiments.equals(folder.getParent()) || !Files.isDirectory(folder)) {
      throw Fault.asked("--study %s: expected the name of a folder in %s", name, experiments);
    }
  }

  private void write(String name, String table, String text) {
    Path folder = project.root().resolve("reports").resolve(name);
    WholeFile.write(
        folder.resolve("tables").resolve(table + ".md"),
        to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
    out().println("table: " + folder.resolve("tables").resolve(table + ".md"));
    if (readme) {
      String command = "hmrbench findings %s --study %s".formatted(String.join(" ", runs), name);
      Readmes.renewStudy(project.root(), name, folder, command)
          .forEach(page -> out().println("renewed: " + page));
    }
  }
}
