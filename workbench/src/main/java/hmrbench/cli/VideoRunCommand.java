package hmrbench.cli;

import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model's bodies over a video. */
@Command(
    name = "run",
    description = "Finds the people of a video, runs a model on them and draws their bodies.")
final class VideoRunCommand extends ProjectCommand {

  @Parameters(
      index = "0",
      paramLabel = "INPUT",
      description = "A video, or a folder of pictures (with --fps).")
  private String input = "";

  @Mixin private final BodyOption body = new BodyOption();

  @Option(names = "--out", paramLabel = "DIR", description = "Folder of the results.")
  private Optional<String> out = Optional.empty();

  @Mixin private final VideoOptions video = new VideoOptions();

  VideoRunCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    return video.run(input, out, body.folder(), context());
  }
}
