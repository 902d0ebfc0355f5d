package hmrbench.cli;

import hmrbench.body.BodyModel;
import hmrbench.core.Fault;
import hmrbench.picture.image.Png;
import hmrbench.record.RunFolder;
import hmrbench.video.film.ClipFilm;
import hmrbench.video.film.FilmFormat;
import hmrbench.video.film.FilmMaker;
import hmrbench.video.film.RecordedClip;
import hmrbench.video.write.Encoder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renders a recorded clip: what {@code video render} takes and does. */
final class FilmOptions {

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "A,B",
      description = "The models to show, in this order; the first three of the run by default.")
  private List<String> models = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "The trained network's seed.")
  private Optional<String> seed = Optional.empty();

  @Option(
      names = "--fps-cell",
      paramLabel = "RATE",
      description = "The frame rate of the result to show; the highest by default.")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--filter",
      paramLabel = "NAME",
      defaultValue = "none",
      description = "The filter of the result to show; ${DEFAULT-VALUE} by default.")
  private String filter = "none";

  @Option(
      names = "--view",
      defaultValue = "pelvis",
      description =
          "${COMPLETION-CANDIDATES}: hips in the middle, or as the crop's camera sees it.")
  private FilmFormat.Angle view = FilmFormat.Angle.PELVIS;

  @Option(
      names = "--size",
      defaultValue = "1280x720",
      paramLabel = "WxH",
      description = "Size of the film in pixels; ${DEFAULT-VALUE} by default.")
  private String size = "1280x720";

  @Mixin private AcceptEditedOption edited = new AcceptEditedOption();

  @Option(
      names = "--png",
      split = ",",
      paramLabel = "FRAME",
      description = "Also writes these frames as pictures beside the film.")
  private List<Integer> pictures = new ArrayList<>();

  /**
   * Makes the film.
   *
   * @param render what was typed: a run, a slash and a sequence
   * @param bodies candidates for the mesh
   */
  int make(String render, Optional<String> out, List<BodyModel> bodies, CommandContext context) {
    Recording recording = recording(render, context.project());
    AcceptEditedOption.warn(recording.run().folder(), recording.run().edited(), context.err());
    RecordedClip clip =
        RecordedClip.read(
            recording.run(),
            recording.sequence(),
            new RecordedClip.Choice(models, seed, rate, filter));
    ClipFilm film = ClipFilm.of(clip, bodies, look());
    PrintWriter err = context.err();
    film.remarks().forEach(remark -> err.println("hmrbench: " + remark));
    Path file =
        out.map(context.project().workingFolder()::resolve)
            .orElseGet(
                () ->
                    recording
                        .run()
                        .folder()
                        .resolve("videos")
                        .resolve(recording.sequence().replace('/', '_') + ".mp4"));
    pictures.forEach(frame -> picture(film, frame, file, context.out()));
    TerminalProgress progress = new TerminalProgress(err, context.clock());
    long start = context.clock().millis();
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    Encoder encoder =
        FilmMaker.make(
            film, file, workers, done -> progress.progress((double) done / clip.frames(), "film"));
    double seconds = Math.max(1, context.clock().millis() - start) / 1000.0;
    PrintWriter print = context.out();
    print.printf(
        Locale.ROOT,
        "%d frames of %dx%d in %.1f s, %.1f frames/s with encoding (%s)%n",
        clip.frames(),
        film.look().width(),
        film.look().height(),
        seconds,
        clip.frames() / seconds,
        encoder.isH264() ? "H.264 by " + encoder.name() : "MPEG-4, as this FFmpeg has no H.264");
    print.println("video: " + file);
    return 0;
  }

  private static void picture(ClipFilm film, int frame, Path file, PrintWriter out) {
    if (frame < 0 || frame >= film.clip().frames()) {
      throw Fault.asked(
          "--png %d: the sequence has the frames 0 to %d", frame, film.clip().frames() - 1);
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("[.]mp4$", "");
    Path png = file.resolveSibling("%s-frame-%d.png".formatted(name, frame));
    Png.write(film.draw(frame, film.painter()), png);
    out.println("picture: " + png);
  }

  /** A sequence of a run. */
  private record Recording(RunFolder run, String sequence) {}

  /** The longest prefix of the typed text that names a run; the rest is the sequence. */
  private Recording recording(String render, Project project) {
    for (int cut = render.lastIndexOf('/'); cut > 0; cut = render.lastIndexOf('/', cut - 1)) {
      Optional<Path> folder = project.run(render.substring(0, cut));
      if (folder.isPresent()) {
        return new Recording(
            RunFolder.open(folder.get(), edited.choice()), render.substring(cut + 1));
      }
    }
    throw Fault.asked(
        "%s: names no run; expected the folder of a run or the name of an experiment that was run,"
            + " a slash and a sequence, for example quickstart/test-000-walk after"
            + " `./hmrbench run experiments/quickstart`",
        render);
  }

  private FilmFormat look() {
    int[] sides = sides(size);
    try {
      return new FilmFormat(sides[0], sides[1], view);
    } catch (IllegalArgumentException e) {
      throw Fault.asked(
          "--size %s: %s", size, Objects.requireNonNullElse(e.getMessage(), "not a size"));
    }
  }

  /** Width and height of a typed size, in pixels. */
  static int[] sides(String size) {
    String[] sides = size.split("x", -1);
    try {
      if (sides.length == 2) {
        return new int[] {Integer.parseInt(sides[0]), Integer.parseInt(sides[1])};
      }
    } catch (NumberFormatException e) {
      throw Fault.asked("--size %s: expected for example 1280x720", size);
    }
    throw Fault.asked("--size %s: expected for example 1280x720", size);
  }
}
