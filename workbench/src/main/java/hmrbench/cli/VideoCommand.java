package hmrbench.cli;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.core.Fault;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Films: a model's bodies over a video, or a recorded clip. A subcommand says which; the spellings
 * of version 0.1, without a subcommand, still work.
 */
@Command(
    name = "video",
    description = "Films: a model's bodies over a video, or a recorded clip.",
    synopsisSubcommandLabel = "(run | demo | render | crop-study)")
final class VideoCommand extends ProjectCommand {

  @Parameters(index = "0", arity = "0..1", paramLabel = "INPUT", hidden = true)
  private Optional<String> input = Optional.empty();

  @Option(names = "--render", paramLabel = "RUN/SEQUENCE", hidden = true)
  private Optional<String> render = Optional.empty();

  @Option(names = "--crop-study", paramLabel = "DATASET", hidden = true)
  private Optional<String> study = Optional.empty();

  @Option(names = "--out", hidden = true)
  private Optional<String> out = Optional.empty();

  @Mixin private final BodyOption body = new BodyOption();
  @Mixin private final FilmOptions film = new FilmOptions();
  @Mixin private final VideoOptions video = new VideoOptions();

  VideoCommand(Project project, Clock clock) {
    super(project, clock);
  }

  /** The command with its subcommands. */
  static CommandLine line(Project project, Clock clock) {
    CommandLine line = new CommandLine(new VideoCommand(project, clock));
    for (CommandLine.Model.OptionSpec option : List.copyOf(line.getCommandSpec().options())) {
      if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
        line.getCommandSpec().remove(option);
        line.getCommandSpec().addOption(option.toBuilder().hidden(true).build());
      }
    }
    return line.addSubcommand(new VideoRunCommand(project, clock))
        .addSubcommand(new VideoDemoCommand(project, clock))
        .addSubcommand(new VideoRenderCommand(project, clock))
        .addSubcommand(new VideoCropStudyCommand(project, clock));
  }

  @Override
  public Integer call() {
    long asked = Stream.of(input, render, study).filter(Optional::isPresent).count();
    if (asked != 1) {
      throw Fault.asked(
          "expected one of `video run INPUT`, `video demo`, `video render RUN/SEQUENCE` and `video"
              + " crop-study DATASET`");
    }
    CommandContext context = context();
    if (study.isPresent()) {
      context.olderSpelling("video --crop-study", "video crop-study");
      VideoCropStudyCommand.measure(study.get(), out, context);
      return 0;
    }
    Optional<String> folder = body.folder();
    if (render.isPresent()) {
      context.olderSpelling("video --render", "video render");
      return film.make(render.get(), out, bodies(project, folder), context);
    }
    context.olderSpelling("video INPUT", "video run INPUT");
    return video.run(input.orElseThrow(), out, folder, context);
  }

  static List<BodyModel> bodies(Project project, Optional<String> folder) {
    return List.of(
        folder
            .map(typed -> BodyFiles.read(project.workingFolder().resolve(typed)))
            .orElseGet(EmbeddedBody::model));
  }
}
