package hmrbench.video.pipeline;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.io.FolderLock;
import hmrbench.io.NdArray;
import hmrbench.record.Sha256;
import hmrbench.video.read.PictureCheck;
import hmrbench.video.read.Video;
import hmrbench.video.read.VideoInfo;
import hmrbench.video.track.BoxesFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs a model on a video: people, features, bodies, film, page. What a stage made is kept under
 * the hash of all that it depends on, so that a run which was stopped goes on with the next stage.
 */
public final class VideoPipeline {

  private static final String FILM = "overlay.mp4";

  /** What to do where another program writes, or no one may. */
  public static final String WAY_OUT = "name another folder with --out";

  private VideoPipeline() {}

  /**
   * What was written.
   *
   * @param frames of the video
   * @param people who were found
   */
  public record Written(Path film, Path page, int frames, int people, String coding) {}

  /** Keeps what was remarked, for the page. */
  private static final class Notes implements Listener {
    private final Listener listener;
    private final List<Remark> remarks = new ArrayList<>();

    Notes(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void remark(Remark remark) {
      remarks.add(remark);
      listener.remark(remark);
    }

    @Override
    public void progress(String stage, double done) {
      listener.progress(stage, done);
    }
  }

  /**
   * Runs all stages.
   *
   * @throws Fault if the video cannot be read, no one is in it, or a file cannot be written
   */
  public static Written run(VideoTask task, Listener listener) {
    return run(task, Optional.empty(), listener);
  }

  /**
   * As {@link #run(VideoTask, Listener)}, of a video of which something is known.
   *
   * @param judge whose verdict stands on the page
   */
  public static Written run(VideoTask task, Optional<FilmJudge> judge, Listener listener) {
    // Whether results can be written is found out before an hour's work.
    try (FolderLock lock = FolderLock.take(task.out(), WAY_OUT)) {
      lock.removeParts();
      return runLocked(task, judge, listener);
    }
  }

  private static Written runLocked(VideoTask task, Optional<FilmJudge> judge, Listener listener) {
    Notes notes = new Notes(listener);
    Video video = task.video();
    video.remarks().forEach(notes::remark);
    VideoPasses passes = new VideoPasses(video, notes);
    String bytes = hash(video);
    String hash = bytes + takenFrames(video);
    PeopleStage.Found people = new PeopleStage(task, hash, passes, notes).run();
    BoxesFile.write(task.out().resolve("boxes.csv"), StoredFrames.numbered(people.tracks(), video));
    Map<Integer, NdArray> features = new FeatureStage(task, hash, people, passes, notes).run();
    Results results = new Results(task.out(), video);
    results.features(people.squares(), features);
    double rate = video.times().framesPerSecond();
    List<PersonPrediction> predictions =
        new PoseStage(task.models(), rate, notes).run(people.squares(), features);
    results.predictions(predictions, task.models().body(), rate);
    Path film = task.out().resolve(FILM);
    OverlayStage overlay = new OverlayStage(task, people, predictions, passes);
    PictureCheck check = overlay.run(film);
    overlay.remarks().forEach(notes::remark);
    check.remarks(String.valueOf(video.path().getFileName())).forEach(notes::remark);
    results.frames(predictions);
    Optional<FilmJudge.Verdict> verdict = judge.map(it -> it.judge(found(predictions)));
    Path page = task.out().resolve("index.html");
    VideoPage.write(
        page,
        new VideoPage.Content(
            task,
            people,
            predictions,
            verdict,
            facts(task, bytes, people),
            List.copyOf(notes.remarks)));
    return new Written(film, page, video.frames(), predictions.size(), OverlayStage.coding());
  }

  private static List<FilmJudge.Found> found(List<PersonPrediction> predictions) {
    return predictions.stream()
        .map(
            it ->
                new FilmJudge.Found(
                    it.person().id(),
                    it.person().firstFrame(),
                    it.person().boxes(),
                    it.prediction().smpl()))
        .toList();
  }

  /** SHA-256 of a video, or of the names and hashes of a folder's pictures. */
  private static String hash(Video video) {
    List<Path> files = video.files();
    return files.equals(List.of(video.path()))
        ? Sha256.of(video.path())
        : Sha256.of(
            files.stream()
                .map(file -> file.getFileName() + " " + Sha256.of(file))
                .collect(Collectors.joining("\n")));
  }

  /** Which frames are taken, where these are not all. */
  private static String takenFrames(Video video) {
    return video.frames() == video.storedFrames()
        ? ""
        : " frames " + IntStream.range(0, video.frames()).map(video::stored).boxed().toList();
  }

  private static Map<String, String> facts(VideoTask task, String hash, PeopleStage.Found people) {
    Video video = task.video();
    VideoInfo info = video.info();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("video", "%s, SHA-256 %s".formatted(video.path().getFileName(), hash));
    facts.put(
        "frames",
        String.format(
            Locale.ROOT,
            "%d of %d \u00d7 %d pixels, %s, %.3f s, %.3f frames/s%s",
            video.frames(),
            info.width(),
            info.height(),
            info.codec(),
            video.times().seconds(video.frames() - 1),
            video.times().framesPerSecond(),
            info.turnedDegrees() == 0
                ? ""
                : ", turned upright by %d\u00b0".formatted(info.turnedDegrees())));
    facts.put("people by", people.by());
    facts.put(
        "crop",
        String.format(
            Locale.ROOT,
            "square, enlarged %1$.1f times, to %2$d \u00d7 %2$d pixels, black outside the picture",
            task.cropScale(),
            task.models().backbone().crops().side()));
    facts.putAll(task.models().origin());
    facts.put("film", "%s, %s".formatted(FILM, OverlayStage.coding()));
    return facts;
  }
}
