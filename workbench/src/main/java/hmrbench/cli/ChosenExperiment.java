package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The experiment that a command reads, with its overrides, and the folder of its records. */
final class ChosenExperiment {

  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description = "A folder, a YAML file, or a name of `list experiments`.")
  private String experiment = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the records go; reports/<experiment> by default.")
  private Optional<String> out = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key, such as seeds=[1] or models.tcmr.window=16.")
  private List<String> overrides = new ArrayList<>();

  /** Its folder or YAML file. */
  Path path(Project project) {
    return project.experiment(experiment);
  }

  /** Its config, with the overrides and further ones. */
  ExperimentConfig read(Project project, ConfigReader configs, List<String> furtherOverrides) {
    List<String> changes = new ArrayList<>(overrides);
    changes.addAll(furtherOverrides);
    return configs.read(path(project), changes);
  }

  /** As {@link #read}, and reports what is wrong with it and which files are missing. */
  ConfigReader.Result check(Project project, ConfigReader configs, List<String> furtherOverrides) {
    List<String> changes = new ArrayList<>(overrides);
    changes.addAll(furtherOverrides);
    return configs.check(path(project), changes, false);
  }

  /** The folder of its records. */
  Path output(Project project, ExperimentConfig config) {
    return project.output(out, config.name());
  }
}
