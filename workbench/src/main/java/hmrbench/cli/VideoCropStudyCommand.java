package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.io.WholeFile;
import hmrbench.picture.image.Png;
import hmrbench.report.Readmes;
import hmrbench.video.study.CropSheet;
import hmrbench.video.study.CropStudy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how ways to crop deform people. */
@Command(
    name = "crop-study",
    description = "Measures what ways to crop do to the people of a simulated data set.")
final class VideoCropStudyCommand extends ProjectCommand {

  @Parameters(index = "0", paramLabel = "DATASET", description = "A name of `list datasets`.")
  private String dataset = "";

  @Option(names = "--out", paramLabel = "DIR", description = "Folder of the results.")
  private Optional<String> out = Optional.empty();

  @Option(
      names = "--readme",
      description = "Also renews the table that experiments/crop-policy shows.")
  private boolean readme;

  VideoCropStudyCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    CommandContext context = context();
    Path folder = measure(dataset, out, context);
    if (readme) {
      Readmes.renewStudy(
              project.root(), "crop-policy", folder, "hmrbench video crop-study " + dataset)
          .forEach(page -> context.out().println("renewed: " + page));
    }
    return 0;
  }

  /** The clips of the picture, and how far through each its frame lies. */
  private static final int[] SHOWN_CLIPS = {0, 7, 5};

  private static final double[] SHOWN_SHARES = {0.5, 0.35, 0.12};

  /** Measures, and returns the folder of the results. */
  static Path measure(String name, Optional<String> out, CommandContext context) {
    Project project = context.project();
    if (!(project.configs().dataset(name) instanceof Simulated simulated)) {
      throw Fault.asked("%s: expected a simulated data set", name);
    }
    Path folder =
        out.map(project.workingFolder()::resolve)
            .orElse(project.root().resolve("reports/crop-policy"));
    try (SimulatedDataset dataset = new SimulatedDataset(simulated)) {
      List<CropStudy.Row> rows = CropStudy.measure(dataset);
      CropStudy.write(folder.resolve("crop-policy.csv"), rows);
      int shown = Math.min(SHOWN_CLIPS.length, dataset.sequences().size());
      int[] clips =
          Arrays.stream(SHOWN_CLIPS)
              .limit(shown)
              .map(it -> it % dataset.sequences().size())
              .toArray();
      Png.write(CropSheet.draw(dataset, clips, SHOWN_SHARES), folder.resolve("crop-policy.png"));
      String table = CropStudy.table(rows);
      WholeFile.write(
          folder.resolve("tables/crop-policy.md"),
          text -> text.write(table.getBytes(StandardCharsets.UTF_8)));
      context.out().print(table);
    }
    context.out().println("results: " + folder);
    return folder;
  }
}
