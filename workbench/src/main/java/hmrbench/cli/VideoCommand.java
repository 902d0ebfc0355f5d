package hmrbench.cli;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.DatasetConfig;
import hmrbench.core.Fault;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.video.image.Png;
import hmrbench.video.study.CropSheet;
import hmrbench.video.study.CropStudy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Films: a model's bodies over a video, or a recorded clip. */
@Command(
    name = "video",
    description = {
      "video INPUT: finds the people of a video, runs a model on them and draws their bodies.",
      "video --render RUN/SEQUENCE: shows a recorded clip, truth and models side by side.",
      "video --crop-study DATASET: measures what ways to crop do to people."
    })
final class VideoCommand implements Callable<Integer> {

  private final Project project;
  private final Clock clock;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", arity = "0..1", paramLabel = "INPUT", description = "A video.")
  private Optional<String> input = Optional.empty();

  @Option(
      names = "--render",
      paramLabel = "RUN/SEQUENCE",
      description = "A sequence of a run's folder, or of an experiment that was run.")
  private Optional<String> render = Optional.empty();

  @Option(
      names = "--crop-study",
      paramLabel = "DATASET",
      description = "Measures what ways to crop do to the people of a simulated data set.")
  private Optional<String> study = Optional.empty();

  @Option(
      names = {"--body-model", "--body"},
      paramLabel = "DIR",
      description = "Folder with SMPL_NEUTRAL.pkl; `embedded`, the default, is our own body.")
  private String bodyModel = EMBEDDED;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description = "The rendered film, or the folder of a video's results.")
  private Optional<String> out = Optional.empty();

  @Mixin private final FilmOptions film = new FilmOptions();
  @Mixin private final VideoOptions video = new VideoOptions();

  private static final String EMBEDDED = "embedded";

  VideoCommand(Project project, Clock clock) {
    this.project = project;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    long asked = Stream.of(input, render, study).filter(Optional::isPresent).count();
    if (asked != 1) {
      throw Fault.asked(
          "expected either a video, or --render RUN/SEQUENCE, or --crop-study DATASET, got %s",
          asked == 0 ? "none" : asked + " of them");
    }
    if (study.isPresent()) {
      return cropStudy(study.get());
    }
    FilmOptions.Desk desk =
        new FilmOptions.Desk(
            project, clock, spec.commandLine().getOut(), spec.commandLine().getErr());
    Optional<String> folder = Optional.of(bodyModel).filter(it -> !it.equals(EMBEDDED));
    if (render.isPresent()) {
      return film.make(render.get(), out, bodies(folder), desk);
    }
    return video.run(input.orElseThrow(), out, folder, desk);
  }

  /** The clips of the picture, and how far through each its frame lies. */
  private static final int[] SHOWN_CLIPS = {0, 7, 5};

  private static final double[] SHOWN_SHARES = {0.5, 0.35, 0.12};

  private int cropStudy(String name) {
    if (!(project.configs().dataset(name) instanceof DatasetConfig.Simulated simulated)) {
      throw Fault.asked("--crop-study %s: expected a simulated data set", name);
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
      spec.commandLine().getOut().print(CropStudy.table(rows));
    }
    spec.commandLine().getOut().println("results: " + folder);
    return 0;
  }

  private List<BodyModel> bodies(Optional<String> folder) {
    return List.of(
        folder
            .map(typed -> BodyFiles.read(project.workingFolder().resolve(typed)))
            .orElseGet(EmbeddedBody::model));
  }
}
