package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.MissingFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reports every mistake in some experiments. */
@Command(
    name = "validate",
    description = "Reports every mistake in experiments: file, line, key, what was expected.")
final class ValidateCommand extends ProjectCommand {

  @Parameters(arity = "1..*", paramLabel = "EXPERIMENT", description = "A folder or YAML file.")
  private List<String> experiments = new ArrayList<>();

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a key.")
  private List<String> overrides = new ArrayList<>();

  ValidateCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    PrintWriter err = err();
    PrintWriter out = out();
    boolean sound = true;
    for (String typed : experiments) {
      Path path = project.experiment(typed);
      Path recipe = project.recipe(typed);
      if (project.recipes().isRecipe(recipe)) {
        project.recipes().check(recipe, overrides);
        if (!Files.exists(path) || project.recipes().isRecipe(path)) {
          out.printf(Locale.ROOT, "%s: sound%n", typed);
          continue; // Else an experiment has the name, too.
        }
      }
      ConfigReader.Result result = project.configs().check(path, overrides, false);
      result.mistakes().forEach(err::println);
      List<MissingFile> missing = result.missing();
      boolean otherFiles = missing.stream().anyMatch(file -> file.instead().isPresent());
      if (result.experiment().isPresent()) {
        out.printf(
            Locale.ROOT, "%s: %s%n", typed, otherFiles ? "sound, but for its files" : "sound");
        if (!missing.isEmpty()) {
          out.printf(Locale.ROOT, "  %s%n", MissingFile.count(missing));
          missing.stream().map(MissingFile::inWords).forEach(out::println);
        }
      }
      sound &= result.experiment().isPresent() && !otherFiles;
    }
    return sound ? 0 : Main.ASKED_WRONGLY;
  }
}
