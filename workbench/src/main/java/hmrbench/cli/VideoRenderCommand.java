package hmrbench.cli;

import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A recorded clip as a film. */
@Command(
    name = "render",
    description = "Shows a recorded clip as a film: truth and models side by side.")
final class VideoRenderCommand extends ProjectCommand {

  @Parameters(
      index = "0",
      paramLabel = "RUN/SEQUENCE",
      description = "A sequence of a run's folder, or of an experiment that was run.")
  private String clip = "";

  @Mixin private final BodyOption body = new BodyOption();

  @Option(names = "--out", paramLabel = "FILE.mp4", description = "The film.")
  private Optional<String> out = Optional.empty();

  @Mixin private final FilmOptions film = new FilmOptions();

  VideoRenderCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    return film.make(clip, out, VideoCommand.bodies(project, body.folder()), context());
  }
}
