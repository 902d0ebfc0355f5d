package hmrbench.video.pipeline;

import hmrbench.core.Fault;
import hmrbench.io.NdArray;
import hmrbench.record.Sha256;
import hmrbench.video.read.Timeline;
import hmrbench.video.read.VideoInfo;
import hmrbench.video.track.BoxesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs a model on a video: people, features, bodies, film, page. What a stage made is kept under
 * the hash of all that it depends on, so that a run which was stopped goes on with the next stage.
 */
public final class VideoPipeline {

  private static final String FILM = "overlay.mp4";

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
    private final List<String> remarks = new ArrayList<>();

    Notes(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void remark(String sentence) {
      remarks.add(sentence);
      listener.remark(sentence);
    }

    @Override
    public void progress(String stage, double done) {
      listener.progress(stage, done);
    }
  }

  /**
   * Runs all stages.
   *
   * @throws Fault if the video cannot be read, nobody is in it, or a file cannot be written
   */
  public static Written run(VideoTask task, Listener listener) {
    Notes notes = new Notes(listener);
    Reel reel = new Reel(task.input(), notes);
    VideoInfo info = reel.info();
    requirePlace(task.out());
    String hash = Sha256.of(task.input());
    PeopleStage.Found people = new PeopleStage(task, hash, reel, notes).run();
    BoxesFile.write(task.out().resolve("boxes.csv"), people.tracks());
    FeatureStage stage = new FeatureStage(task, hash, people, reel, notes);
    Map<Integer, NdArray> features = stage.run();
    Results.features(task.out().resolve("features.npz"), people.squares(), features);
    List<Told> told =
        new PoseStage(task.seer(), info.framesPerSecond(), notes).run(people.squares(), features);
    Results.predictions(
        task.out().resolve("predictions.npz"), told, task.seer().body(), info.framesPerSecond());
    Path film = task.out().resolve(FILM);
    Timeline timeline = new OverlayStage(task, people, told, reel).run(film);
    timeline.remarks().forEach(notes::remark);
    Results.frames(task.out().resolve("frames.csv"), told, timeline);
    Path page = task.out().resolve("index.html");
    VideoPage.write(
        page,
        new VideoPage.Content(
            task,
            info,
            timeline,
            people,
            told,
            facts(task, hash, info, timeline, people),
            notes.remarks));
    return new Written(film, page, timeline.ticks().size(), told.size(), OverlayStage.coding());
  }

  /** Finds out before an hour's work whether its results can be written. */
  private static void requirePlace(Path folder) {
    try {
      Files.createDirectories(folder.resolve("stages"));
      Path probe = folder.resolve("stages").resolve("probe.part");
      Files.write(probe, new byte[1]);
      Files.delete(probe);
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s: cannot be written: %s; name another folder with --out".formatted(folder, e),
          e);
    }
  }

  private static Map<String, String> facts(
      VideoTask task, String hash, VideoInfo info, Timeline timeline, PeopleStage.Found people) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("video", "%s, SHA-256 %s".formatted(task.input().getFileName(), hash));
    facts.put(
        "pictures",
        String.format(
            Locale.ROOT,
            "%d of %d \u00d7 %d pixels, %s, %.3f s, %.3f frames/s%s",
            timeline.ticks().size(),
            info.width(),
            info.height(),
            info.codec(),
            timeline.seconds(timeline.ticks().size() - 1),
            timeline.framesPerSecond(),
            info.turnedDegrees() == 0
                ? ""
                : ", turned upright by %d\u00b0".formatted(info.turnedDegrees())));
    facts.put("people by", people.by());
    facts.put(
        "crop",
        String.format(
            Locale.ROOT,
            "square, enlarged %.1f times, to 224 \u00d7 224 pixels, black outside the picture",
            task.cropScale()));
    facts.putAll(task.seer().origin());
    facts.put("film", "%s, %s".formatted(FILM, OverlayStage.coding()));
    return facts;
  }
}
