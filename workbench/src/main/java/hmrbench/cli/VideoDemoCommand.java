package hmrbench.cli;

import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.io.TextFile;
import hmrbench.io.WholeFile;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Png;
import hmrbench.run.video.FilmScores;
import hmrbench.run.video.FilmTable;
import hmrbench.run.video.FilmTruth;
import hmrbench.run.video.FoundInFilm;
import hmrbench.run.video.VideoModels;
import hmrbench.scene.CaptureSettings;
import hmrbench.scene.FilmedPeople;
import hmrbench.scene.Scene;
import hmrbench.tensor.ComputeDevice;
import hmrbench.video.film.FilmMaker;
import hmrbench.video.pipeline.FilmJudge;
import hmrbench.video.pipeline.NoOneFound;
import hmrbench.video.pipeline.VideoPipeline;
import hmrbench.video.pipeline.VideoTask;
import hmrbench.video.read.Playback;
import hmrbench.video.read.Video;
import hmrbench.video.track.BoxesFile;
import hmrbench.video.track.ChosenDetector;
import hmrbench.video.track.PersonTrack;
import hmrbench.video.write.VideoWriter;
import hmrbench.video.write.YuvPicture;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final int MOST_FILMS = 100;

  /** Small enough to be drawn in seconds, large enough for the detector. */
  private static final String SIZE = "640x360";

  /** The detector that has seen such people. */
  private static final String FOR_RENDERED = "rendered-people";

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
          "crops.png",
          "truth.npz",
          BOXES,
          FILM);

  @Option(
      names = "--people",
      paramLabel = "N",
      description = "How many, 1 to 3; ${DEFAULT-VALUE} by default.",
      defaultValue = "1")
  private int people = 1;

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
      names = "--films",
      paramLabel = "N",
      description =
          "So many films, of this seed and those after it, scored together; ${DEFAULT-VALUE} by"
              + " default.",
      defaultValue = "1")
  private int films = 1;

  @Option(
      names = "--table",
      paramLabel = "FILE.md",
      description = "Writes the table there too, as Markdown.")
  private Optional<String> table = Optional.empty();

  @Option(
      names = "--boxes",
      paramLabel = "KIND",
      description =
          "found, by detector and tracker, or true, as the film was made; ${DEFAULT-VALUE} by"
              + " default.",
      defaultValue = "found")
  private String boxes = "found";

  @Option(
      names = "--detector",
      paramLabel = "DETECTOR",
      description = VideoOptions.DETECTOR_WORDS + FOR_RENDERED + ".")
  private Optional<String> detector = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "A model of rendered people; ${DEFAULT-VALUE} by default.",
      defaultValue = "tcmr-rendered")
  private String model = "";

  @Option(
      names = "--png",
      paramLabel = "FRAME",
      description = "Also writes this frame of the film with bodies as a picture beside it.")
  private Optional<Integer> picture = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", description = "Folder of the results.")
  private Optional<String> out = Optional.empty();

  VideoDemoCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    boolean known = isTrue(boxes);
    if (films < 1 || films > MOST_FILMS) {
      throw Fault.asked("--films must be from 1 to %d, got %d", MOST_FILMS, films);
    }
    List<FilmedPeople.Asked> asked = new ArrayList<>();
    for (int film = 0; film < films; film++) {
      asked.add(
          new FilmedPeople.Asked(
              people, crossing, seconds, FRAMES_PER_SECOND, seed + film, filming()));
    }
    picture.ifPresent(frame -> requireFrame(frame, asked.get(0).frames()));
    ModelConfig asModel = VideoOptions.model(model, project);
    VideoModels.requireRendered(asModel);
    ChosenDetector finder = VideoOptions.detector(detector.orElse(FOR_RENDERED), project);
    if (!known) {
      finder.open().close(); // A bad one is reported before anything is filmed.
    }
    Optional<Path> page = table.map(project.workingFolder()::resolve);
    page.ifPresent(VideoDemoCommand::requireWritable);
    Path folder = project.output(out, films == 1 ? "video/demo" : "video/demo-films");
    VideoModels.Asked networks =
        new VideoModels.Asked(
            asModel,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            project.root().resolve("models"));
    Map<String, FilmScores> scores = new LinkedHashMap<>();
    try (VideoModels models = VideoModels.open(networks, ComputeDevice.CPU)) {
      for (FilmedPeople.Asked film : asked) {
        String name = "seed %d".formatted(film.seed());
        Path own = films == 1 ? folder : folder.resolve(name.replace(' ', '-'));
        scores.put(name, scored(film, people(known, finder, own), own, networks, models));
      }
    }
    FilmTable all =
        films == 1 ? FilmTable.of(scores.values().iterator().next()) : FilmTable.of(scores);
    all.lines().forEach(out()::println);
    page.ifPresent(it -> TextFile.write(it, all.markdown()));
    return 0;
  }

  /** Films, and runs the path of {@code video run} on the film. */
  private FilmScores scored(
      FilmedPeople.Asked asked,
      VideoTask.People found,
      Path folder,
      VideoModels.Asked networks,
      VideoModels models) {
    VideoOptions.requireOursOrEmpty(folder);
    FolderLock.requireFree(folder);
    BodyModel body = EmbeddedBody.model();
    FilmedPeople film = new FilmedPeople(asked, new Scene.Bodies(body));
    FilmTruth truth = new FilmTruth(film);
    make(film, truth, folder);
    Video video = Video.open(folder.resolve(FILM), OptionalDouble.empty());
    VideoTask task = VideoOptions.task(video, folder, found, networks, models);
    List<FilmScores> scores = new ArrayList<>();
    FilmJudge judge =
        tracks -> {
          scores.add(score(truth, tracks, body));
          FilmTable numbers = FilmTable.of(scores.get(0));
          numbers.write(folder);
          return new FilmJudge.Verdict(numbers.columns(), numbers.rows(), numbers.notes());
        };
    try {
      VideoPipeline.Written written =
          VideoPipeline.run(task, Optional.of(judge), VideoOptions.listener(context()));
      VideoOptions.tell(written, out());
      picture.ifPresent(frame -> picture(written.film(), frame));
    } catch (NoOneFound e) {
      err().println("hmrbench: " + e.getMessage());
      scores.add(score(truth, List.of(), body));
      FilmTable.of(scores.get(0)).write(folder);
    }
    return scores.get(0);
  }

  private static VideoTask.People people(boolean known, ChosenDetector finder, Path folder) {
    return new VideoTask.People(
        known ? Optional.of(folder.resolve(BOXES)) : Optional.empty(), finder, OptionalInt.empty());
  }

  private static void requireWritable(Path table) {
    Optional<String> problem =
        Files.isDirectory(table)
            ? Optional.of(table + " is a folder")
            : WholeFile.whyNotIn(table.toAbsolutePath().resolveSibling(""));
    if (problem.isPresent()) {
      throw Fault.asked("--table: %s; name another file", problem.get());
    }
  }

  private static void requireFrame(int frame, int frames) {
    if (frame < 0 || frame >= frames) {
      throw Fault.asked("--png %d: the film has the frames 0 to %d", frame, frames - 1);
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
      removePictures(folder);
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

  /** Removes what {@code --png} wrote of an earlier film. */
  private static void removePictures(Path folder) throws IOException {
    try (DirectoryStream<Path> pictures = Files.newDirectoryStream(folder, "frame-*.png")) {
      for (Path picture : pictures) {
        Files.delete(picture);
      }
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

  private void picture(Path film, int frame) {
    try (Playback playback = Video.open(film, OptionalDouble.empty()).play()) {
      for (int before = 0; before < frame; before++) {
        playback.skip();
      }
      Path png = film.resolveSibling("frame-%d.png".formatted(frame));
      Png.write(playback.next().picture(), png);
      out().println("picture: " + png);
    }
  }

  private static FilmScores score(FilmTruth truth, List<FilmJudge.Found> found, BodyModel body) {
    return truth.score(
        found.stream()
            .map(it -> new FoundInFilm.Track(it.id(), it.firstFrame(), it.squares()))
            .toList(),
        found.stream().map(FilmJudge.Found::smpl).toList(),
        body);
  }
}
