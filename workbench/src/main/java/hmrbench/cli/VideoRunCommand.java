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

/** A model's bodies over a video. */
@Command(
    name = "run",
    description = "Finds the people of a video, runs a model on them and draws their bodies.")
final class VideoRunCommand implements Callable<Integer> {

  private final Project project;
  private final Clock clock;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "INPUT",
      description = "A video, or a folder of pictures (with --fps).")
  private String input = "";

  @Option(
      names = {"--body-model", "--body"},
      paramLabel = "DIR",
      description = VideoCommand.BODY_MODEL)
  private String bodyModel = VideoCommand.EMBEDDED;

  @Option(names = "--out", paramLabel = "DIR", description = "Folder of the results.")
  private Optional<String> out = Optional.empty();

  @Mixin private final VideoOptions video = new VideoOptions();

  VideoRunCommand(Project project, Clock clock) {
    this.project = project;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    return video.run(
        input, out, VideoCommand.bodyFolder(bodyModel), VideoCommand.context(project, clock, spec));
  }
}
