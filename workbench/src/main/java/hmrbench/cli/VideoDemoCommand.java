package hmrbench.cli;

import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.picture.geometry.Box;
import hmrbench.run.video.FilmTable;
import hmrbench.run.video.FilmTruth;
import hmrbench.run.video.FoundInFilm;
import hmrbench.run.video.VideoModels;
import hmrbench.scene.FilmedPeople;
import hmrbench.scene.CaptureSettings;
import hmrbench.scene.Scene;
import hmrbench.tensor.ComputeDevice;
import hmrbench.video.film.FilmMaker;
import hmrbench.video.pipeline.Judge;
import hmrbench.video.pipeline.VideoPipeline;
import hmrbench.video.pipeline.VideoTask;
import hmrbench.video.read.Video;
import hmrbench.video.track.BoxesFile;
import hmrbench.video.track.PersonTrack;
import hmrbench.video.write.VideoWriter;
import hmrbench.video.write.YuvPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A film of rendered people with its truth, through the whole path of {@code video run}. */
@Command(
    name = "demo",
    description =
        "Films rendered people, runs a model on the film as on any other, and scores what comes out"
            + " against what is true.")
final class VideoDemoCommand extends ProjectCommand {

  private static final double FRAMES_PER_SECOND = 30;

  /** Small enough to be drawn in seconds, large enough for the detector. */
  private static final String SIZE = "640x360";

  private static final String FILM = "film.mp4";
  private static final String BOXES = "true-boxes.csv";

  /** What an earlier demo left that would not go with the new film. */
  private static final List<String> RESULTS =
      List.of(
          "index.html",
          "overlay.mp4",
          "scores.csv",
          "found.csv",
          "frames.csv",
          "boxes.csv",
          "predictions.npz",
          "features.npz",
          "truth.npz",
          BOXES,
          FILM);

  @Option(
      names = "--people",
      paramLabel = "N",
      description = "How many, 1 to 3; ${DEFAULT-VALUE} by default.",
      defaultValue = "2")
  private int people = 2;

  @Option(names = "--crossing", description = "They change places, and hide one another.")
  private boolean crossing;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Length of the film, 0.5 to 60; ${DEFAULT-VALUE} by default.",
      defaultValue = "5")
  private double seconds = 5;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "People, looks, place, camera and light follow from it; ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed = 1;

  @Option(names = "--plain", description = "An even grey is behind them.")
  private boolean plain;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Size of the film in pixels; ${DEFAULT-VALUE} by default.",
      defaultValue = SIZE)
  private String size = SIZE;

  @Option(
      names = "--boxes",
      paramLabel = "KIND",
      description =
          "found, by detector and tracker, or true, as the film was made; ${DEFAULT-VALUE} by"
              + " default.",
      defaultValue = "found")
  private String boxes = "found";

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "A model of rendered people; ${DEFAULT-VALUE} by default.",
      defaultValue = "rendered-per-frame")
  private String model = "";

  @Option(names = "--out", paramLabel = "DIR", description = "Folder of the results.")
  private Optional<String> out = Optional.empty();

  VideoDemoCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    FilmedPeople.Asked asked =
        new FilmedPeople.Asked(people, crossing, seconds, FRAMES_PER_SECOND, seed, filming());
    boolean known = isTrue(boxes);
    ModelConfig asModel = VideoOptions.model(model, project);
    VideoModels.requireRendered(asModel);
    Path folder = project.output(out, "video/demo");
    VideoOptions.requireOursOrEmpty(folder);
    FolderLock.requireFree(folder);
    VideoModels.Asked networks =
        new VideoModels.Asked(
            asModel,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            project.root().resolve("models"));
    BodyModel body = EmbeddedBody.model();
    FilmedPeople film = new FilmedPeople(asked, new Scene.Bodies(body));
    try (VideoModels models = VideoModels.open(networks, ComputeDevice.CPU)) {
      FilmTruth truth = new FilmTruth(film);
      make(film, truth, folder);
      VideoTask.People found =
          new VideoTask.People(
              known ? Optional.of(folder.resolve(BOXES)) : Optional.empty(),
              Optional.empty(),
              OptionalInt.empty());
      Video video = Video.open(folder.resolve(FILM), OptionalDouble.empty());
      VideoTask task = VideoOptions.task(video, folder, found, networks, models);
      Judge judge = tracks -> judge(truth, tracks, body, folder);
      VideoOptions.tell(
          VideoPipeline.run(task, Optional.of(judge), VideoOptions.listener(context())), out());
      return 0;
    }
  }

  private static boolean isTrue(String kind) {
    if (!kind.equals("true") && !kind.equals("found")) {
      throw Fault.asked("--boxes %s: expected found or true", kind);
    }
    return kind.equals("true");
  }

  private CaptureSettings filming() {
    int[] sides = FilmOptions.sides(size);
    CaptureSettings usual = CaptureSettings.STANDARD;
    return new CaptureSettings(
        sides[0], sides[1], usual.shutter(), usual.samples(), false, plain ? 0 : 1);
  }

  /** Writes the film, its truth and its true boxes. */
  private void make(FilmedPeople film, FilmTruth truth, Path folder) {
    try (FolderLock lock = FolderLock.take(folder, VideoPipeline.WAY_OUT)) {
      lock.removeParts();
      for (String name : RESULTS) {
        Files.deleteIfExists(folder.resolve(name));
      }
      FilmedPeople.Asked asked = film.asked();
      TerminalProgress progress = new TerminalProgress(err(), clock);
      FilmMaker.make(
          new FilmMaker.Script(
              asked.filming().width(),
              asked.filming().height(),
              asked.frames(),
              asked.framesPerSecond(),
              VideoWriter.Content.FILMED,
              () -> {
                FilmedPeople.Camera camera = film.camera();
                return frame -> YuvPicture.of(camera.take(frame));
              }),
          folder.resolve(FILM),
          Math.max(1, Runtime.getRuntime().availableProcessors()),
          done -> progress.progress((double) done / asked.frames(), "filming"));
      truth.write(folder.resolve("truth.npz"));
      BoxesFile.write(folder.resolve(BOXES), tracks(truth));
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be cleared", e);
    }
  }

  private static List<PersonTrack> tracks(FilmTruth truth) {
    List<PersonTrack> tracks = new ArrayList<>();
    for (List<Box> boxes : truth.boxes()) {
      SortedMap<Integer, Box> byFrame = new TreeMap<>();
      for (int frame = 0; frame < boxes.size(); frame++) {
        byFrame.put(frame, boxes.get(frame));
      }
      tracks.add(PersonTrack.given(tracks.size() + 1, byFrame));
    }
    return tracks;
  }

  private Judge.Verdict judge(
      FilmTruth truth, List<Judge.Found> found, BodyModel body, Path folder) {
    FilmTable table =
        new FilmTable(
            truth.score(
                found.stream()
                    .map(it -> new FoundInFilm.Track(it.id(), it.firstFrame(), it.squares()))
                    .toList(),
                found.stream().map(Judge.Found::smpl).toList(),
                body));
    table.write(folder);
    table.lines().forEach(out()::println);
    out().println(table.notes().get(0));
    return new Judge.Verdict(table.columns(), table.rows(), table.notes());
  }
}
