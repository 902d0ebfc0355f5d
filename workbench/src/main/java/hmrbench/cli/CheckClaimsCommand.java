package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.io.TextFile;
import hmrbench.record.ledger.claim.Claims;
import hmrbench.record.ledger.claim.ClaimsFile;
import hmrbench.record.ledger.claim.Judgement;
import hmrbench.report.table.ClaimTable;
import hmrbench.report.table.CsvTable;
import hmrbench.report.table.MarkdownTable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds somebody's own table of results against what is in print. */
@Command(
    name = "check-claims",
    description = {
      "Holds a table of results against the ledger of published numbers, row by row: same, differs,"
          + " other definition, impossible pair, unknown; each with its source.",
      "The table is a CSV file in UTF-8 with commas and a line of heads. Its columns, in any order"
          + " and spelt with or without capitals: "
          + ClaimsFile.COLUMNS
          + "; further columns are passed over."
    })
final class CheckClaimsCommand extends ProjectCommand {

  @Parameters(index = "0", paramLabel = "TABLE.csv", description = "The table.")
  private String table = "";

  @Option(names = "--csv", paramLabel = "OUT", description = "Also writes the verdicts as CSV.")
  private Optional<String> csv = Optional.empty();

  @Option(names = "--markdown", description = "Prints the verdicts as Markdown.")
  private boolean markdown;

  @Option(
      names = "--strict",
      description =
          "A row that differs, has another definition or is impossible is an error; otherwise the"
              + " exit code is 0.")
  private boolean strict;

  CheckClaimsCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Path file = project.workingFolder().resolve(table).normalize();
    Optional<Path> written = csv.map(project.workingFolder()::resolve).map(Path::normalize);
    if (written.equals(Optional.of(file))) {
      throw Fault.asked("--csv %s: is the table itself; name another file", csv.orElseThrow());
    }
    List<Judgement> judgements = Claims.judge(ClaimsFile.read(file));
    String title = file.getFileName().toString();
    out()
        .print(
            markdown
                ? MarkdownTable.of(ClaimTable.of(title, judgements))
                : ClaimTable.terminal(title, judgements));
    out().flush();
    written.ifPresent(it -> write(it, title, judgements));
    if (strict) {
      requireNoDoubt(title, judgements);
    }
    return 0;
  }

  private void write(Path to, String title, List<Judgement> judgements) {
    TextFile.write(to, CsvTable.ofPrinted(ClaimTable.of(title, judgements)));
    out().println("verdicts: " + to);
  }

  private static void requireNoDoubt(String title, List<Judgement> judgements) {
    List<Judgement> doubts = judgements.stream().filter(it -> it.kind().isDoubt()).toList();
    if (!doubts.isEmpty()) {
      Judgement first = doubts.get(0);
      int more = doubts.size() - 1;
      throw Fault.asked(
          "%s: line %s: %s: %s%s; without --strict this is a verdict alone",
          title,
          first.claim().line(),
          first.kind(),
          first.explanation(),
          more == 0 ? "" : "; and %s more rows".formatted(more));
    }
  }
}
