package hmrbench.cli;

import hmrbench.body.EmbeddedBody;
import hmrbench.core.Fault;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.io.TextFile;
import hmrbench.picture.image.Picture;
import hmrbench.picture.image.Png;
import hmrbench.scene.NearestPictures;
import hmrbench.scene.Scene;
import hmrbench.scene.SceneSheet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rendered people, to be looked at. */
@Command(
    name = "scene",
    description = "Rendered people: pictures that a network is trained and tested on.",
    synopsisSubcommandLabel = "(sheet | nearest)")
final class SceneCommand extends ProjectCommand {

  SceneCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    throw Fault.asked("expected `scene sheet` or `scene nearest`");
  }

  @Command(
      name = "sheet",
      description = "Draws crops of many scenes side by side, as a network would see them.")
  int sheet(
      @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "The sheet.")
          String out,
      @Option(
              names = "--split",
              defaultValue = "train",
              paramLabel = "SPLIT",
              description = "train, validation or test (default: ${DEFAULT-VALUE}).")
          String split,
      @Option(
              names = "--seed",
              defaultValue = "1",
              paramLabel = "N",
              description = "Seed of the scenes (default: ${DEFAULT-VALUE}).")
          long seed,
      @Option(
              names = "--first",
              defaultValue = "0",
              paramLabel = "N",
              description = "Number of the first scene (default: ${DEFAULT-VALUE}).")
          long first,
      @Option(
              names = "--columns",
              defaultValue = "10",
              paramLabel = "N",
              description = "Crops in a row (default: ${DEFAULT-VALUE}).")
          int columns,
      @Option(
              names = "--rows",
              defaultValue = "6",
              paramLabel = "N",
              description = "Rows (default: ${DEFAULT-VALUE}).")
          int rows,
      @Option(
              names = "--size",
              defaultValue = "96",
              paramLabel = "PIXELS",
              description = "Side of a crop, a multiple of 16 (default: ${DEFAULT-VALUE}).")
          int size) {
    if (first < 0) {
      throw Fault.asked("--first must be 0 or more, got %d", first);
    }
    Picture sheet =
        SceneSheet.draw(
            named(split), seed, first, columns, rows, size, new Scene.Bodies(EmbeddedBody.model()));
    Path file = project.workingFolder().resolve(out);
    Png.write(sheet, file);
    out().println("sheet: " + file);
    return 0;
  }

  @Command(
      name = "nearest",
      description =
          "Looks for the training picture that is nearest to each test picture: a table and a sheet.")
  int nearest(
      @Option(
              names = "--out",
              required = true,
              paramLabel = "DIR",
              description = "Folder of nearest.md and nearest.png.")
          String out,
      @Option(
              names = "--training",
              defaultValue = "20000",
              paramLabel = "N",
              description = "Training pictures (default: ${DEFAULT-VALUE}).")
          int training,
      @Option(
              names = "--test",
              defaultValue = "240",
              paramLabel = "N",
              description = "Test pictures (default: ${DEFAULT-VALUE}).")
          int test,
      @Option(
              names = "--pairs",
              defaultValue = "10",
              paramLabel = "N",
              description = "Pairs on the sheet, the nearest first (default: ${DEFAULT-VALUE}).")
          int pairs,
      @Option(
              names = "--seed",
              defaultValue = "1",
              paramLabel = "N",
              description = "Seed of the scenes (default: ${DEFAULT-VALUE}).")
          long seed) {
    NearestPictures.Found found =
        new NearestPictures(seed, training, new Scene.Bodies(EmbeddedBody.model()))
            .find(test, pairs);
    Path folder = project.workingFolder().resolve(out);
    Path table = folder.resolve("nearest.md");
    TextFile.write(table, found.table());
    Png.write(found.sheet(), folder.resolve("nearest.png"));
    out().print(found.table());
    out().println("table: " + table);
    out().println("sheet: " + folder.resolve("nearest.png"));
    return 0;
  }

  private static SimulatedSplit named(String label) {
    List<SimulatedSplit> all = Arrays.asList(SimulatedSplit.values());
    return all.stream()
        .filter(split -> split.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "--split: expected one of %s, got %s",
                    all.stream().map(SimulatedSplit::label).collect(Collectors.joining(", ")),
                    label));
  }
}
