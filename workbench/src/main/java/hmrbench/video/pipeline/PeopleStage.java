package hmrbench.video.pipeline;

import hmrbench.core.Remark;
import hmrbench.picture.geometry.BoxSmoothing;
import hmrbench.record.Sha256;
import hmrbench.video.draw.Palette;
import hmrbench.video.track.BoxesFile;
import hmrbench.video.track.CorrelationFollower;
import hmrbench.video.track.PersonDetector;
import hmrbench.video.track.PersonTrack;
import hmrbench.video.track.TrackSelection;
import hmrbench.video.track.TrackSelection.Squares;
import hmrbench.video.track.Tracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the people of a video, or takes their boxes from a file. */
final class PeopleStage {

  /** Looks per second; people do not move much in between, and detectors are slow. */
  private static final double LOOKS_PER_SECOND = 10;

  private static final double LEAST_OVERLAP = 0.2;

  /** After so long without a box a person has left. */
  private static final double PATIENCE_SECONDS = 1;

  /** For so long somebody is followed by their look alone. */
  private static final double FOLLOW_SECONDS = 4;

  private final VideoTask task;
  private final String inputHash;
  private final VideoPasses passes;
  private final Listener listener;

  PeopleStage(VideoTask task, String inputHash, VideoPasses passes, Listener listener) {
    this.task = task;
    this.inputHash = inputHash;
    this.passes = passes;
    this.listener = listener;
  }

  /**
   * Who was found.
   *
   * @param by the method, in words
   * @param tracks tight boxes as seen
   * @param squares steady squares along them, one per track
   */
  record Found(String by, List<PersonTrack> tracks, List<Squares> squares) {
    static Found of(String by, List<PersonTrack> tracks) {
      return new Found(
          by,
          tracks,
          tracks.stream()
              .map(track -> TrackSelection.squares(track, BoxSmoothing.FOR_TRACKS))
              .toList());
    }

    /** The people in a frame. */
    List<Squares> in(int frame) {
      return squares.stream()
          .filter(it -> frame >= it.firstFrame() && frame < it.firstFrame() + it.frames())
          .toList();
    }

    /** The colour of a person. */
    int colour(Squares person) {
      return Palette.model(squares.indexOf(person));
    }
  }

  /**
   * Finds them; what an earlier run found in the same video in the same way is taken again.
   *
   * @throws NoOneFound if no one was found
   */
  Found run() {
    if (task.people().boxes().isPresent()) {
      Path file = task.people().boxes().get();
      List<PersonTrack> given = StoredFrames.taken(BoxesFile.read(file), task.video(), file);
      return Found.of("boxes of " + file.getFileName(), given);
    }
    double framesPerSecond = task.video().times().framesPerSecond();
    int every =
        task.people()
            .every()
            .orElse((int) Math.max(1, Math.round(framesPerSecond / LOOKS_PER_SECOND)));
    String by = task.people().detector().key();
    String key = Sha256.of("%s\n%s\nevery %d\nrules 3".formatted(inputHash, by, every));
    Path cache =
        task.out().resolve("stages").resolve("people-%s.csv".formatted(key.substring(0, 16)));
    if (Files.isRegularFile(cache)) {
      listener.remark(Remark.note("resumed", "people", "taken from " + cache));
    } else {
      BoxesFile.write(cache, detect(every, framesPerSecond));
    }
    return Found.of("%s in every %d. frame".formatted(by, every), BoxesFile.read(cache));
  }

  private List<PersonTrack> detect(int every, double framesPerSecond) {
    try (PersonDetector detector = task.people().detector().open();
        CorrelationFollower follower = new CorrelationFollower()) {
      Tracker tracker =
          new Tracker(
              new Tracker.Rules(
                  LEAST_OVERLAP,
                  detector.newcomerConfidence(),
                  (int) Math.ceil(PATIENCE_SECONDS * framesPerSecond),
                  (int) Math.ceil(FOLLOW_SECONDS * framesPerSecond)));
      passes.run(
          "people",
          every,
          frame -> {
            tracker.skipTo(frame.index());
            follower.look(frame.picture());
            tracker.add(detector.detect(frame.picture()), follower);
          });
      return lasting(tracker.tracks(), task.video().frames(), every, detector.name());
    }
  }

  private List<PersonTrack> lasting(List<PersonTrack> all, int frames, int every, String detector) {
    if (all.isEmpty()) {
      throw new NoOneFound(
          "%s: %s found no one in %d frames; name another detector with --detector (`list"
              + " detectors`) or boxes with --tracks",
          task.video().path(), detector, frames);
    }
    int least = Math.min(TrackSelection.OFFICIAL_LEAST_FRAMES, frames);
    List<PersonTrack> lasting = new ArrayList<>(TrackSelection.lasting(all, least, every));
    if (lasting.isEmpty()) {
      throw new NoOneFound(
          "%s: %s found %d people, none of them for %d frames on end; name another detector with"
              + " --detector (`list detectors`) or boxes with --tracks",
          task.video().path(), detector, all.size(), least);
    }
    if (lasting.size() < all.size()) {
      listener.remark(
          Remark.note(
              "tracks-left-out",
              "people",
              "%d of %d tracks are left out: shorter than %d frames, rarely seen, or part of another"
                  .formatted(all.size() - lasting.size(), all.size(), least)));
    }
    return lasting;
  }
}
