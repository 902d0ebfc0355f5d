package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.MissingFile;
import hmrbench.run.MachineCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Reports what this machine has and lacks, and which files each experiment still needs. */
@Command(
    name = "doctor",
    description =
        "Reports what this machine has and lacks, and which files each experiment still needs, with"
            + " where to get them.")
final class DoctorCommand extends ProjectCommand {

  /** Per experiment; the same files are needed by many. */
  private static final int MOST_FILES = 3;

  @CommandLine.Mixin private final Shortened shortened = new Shortened();

  DoctorCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    PrintWriter print = out();
    MachineCheck.lines().forEach(print::println);
    print.printf(
        Locale.ROOT,
        "licensed files: looked for below %s (HMRBENCH_DATA or --set data=DIR changes it)%n",
        project.roots().data());
    ConfigReader configs = project.configs(); // one for all: it looks into each file once
    project.comparisons().forEach((name, path) -> print(name, configs, path, print));
    return 0;
  }

  private void print(String name, ConfigReader configs, Path path, PrintWriter print) {
    ConfigReader.Result result = configs.check(path, List.of(), false);
    if (result.experiment().isEmpty()) {
      print.printf(
          Locale.ROOT,
          "experiment %s: has mistakes; `hmrbench validate %s` lists them%n",
          name,
          name);
    } else if (result.missing().isEmpty()) {
      print.printf(Locale.ROOT, "experiment %s: all files are there%n", name);
    } else {
      print.printf(Locale.ROOT, "experiment %s: %s%n", name, MissingFile.count(result.missing()));
      shortened
          .of(result.missing().stream().map(MissingFile::inWords).toList(), "files", MOST_FILES)
          .forEach(print::println);
    }
  }
}
