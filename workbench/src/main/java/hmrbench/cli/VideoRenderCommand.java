package hmrbench.cli;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A recorded clip as a film. */
@Command(
    name = "render",
    description = "Shows a recorded clip as a film: truth and models side by side.")
final class VideoRenderCommand implements Callable<Integer> {

  private final Project project;
  private final Clock clock;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "RUN/SEQUENCE",
      description = "A sequence of a run's folder, or of an experiment that was run.")
  private String clip = "";

  @Option(
      names = {"--body-model", "--body"},
      paramLabel = "DIR",
      description = VideoCommand.BODY_MODEL)
  private String bodyModel = VideoCommand.EMBEDDED;

  @Option(names = "--out", paramLabel = "FILE.mp4", description = "The film.")
  private Optional<String> out = Optional.empty();

  @Mixin private final FilmOptions film = new FilmOptions();

  VideoRenderCommand(Project project, Clock clock) {
    this.project = project;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    return film.make(
        clip,
        out,
        VideoCommand.bodies(project, VideoCommand.bodyFolder(bodyModel)),
        VideoCommand.context(project, clock, spec));
  }
}
