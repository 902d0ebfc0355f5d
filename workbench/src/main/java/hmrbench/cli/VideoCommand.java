package hmrbench.cli;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.core.Fault;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "video --render RUN/SEQUENCE: shows a recorded clip, truth and models side by side."
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
    if (input.isPresent() == render.isPresent()) {
      throw Fault.asked(
          "expected either a video or --render RUN/SEQUENCE, got %s",
          input.isPresent() ? "both" : "neither");
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

  private List<BodyModel> bodies(Optional<String> folder) {
    return List.of(
        folder
            .map(typed -> BodyFiles.read(project.workingFolder().resolve(typed)))
            .orElseGet(EmbeddedBody::model));
  }
}
