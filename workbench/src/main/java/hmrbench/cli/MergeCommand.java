package hmrbench.cli;

import hmrbench.executor.Merging;
import hmrbench.executor.SubmittedRecipe;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes one run, and its report, of what an executor's programs computed. */
@Command(
    name = "merge",
    description =
        "Makes one run, and its report, of what --executor computed; a gap is named, and filled by"
            + " merging again. Of trainings it makes the page and the table.")
final class MergeCommand extends ProjectCommand {

  @Mixin private final SubmittedRun submitted = new SubmittedRun();

  @Option(
      names = "--allow-mixed",
      description = "Take cells of several builds and devices, and say so on the page.")
  private boolean mixed;

  MergeCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    PrintWriter out = out();
    Path folder = submitted.folder(project);
    Optional<SubmittedRecipe> recipe = Merging.recipe(folder);
    if (recipe.isPresent()) {
      return new WatchedTraining(folder, List.of(), clock, err())
          .ofExecutor(recipe.get().read(project::recipesIn), out)
          .make();
    }
    return Merging.merge(
        project.configs(),
        folder,
        mixed,
        new TerminalProgress(err(), clock),
        clock,
        (outcome, locked) -> RunCommand.report(outcome, locked, out));
  }
}
