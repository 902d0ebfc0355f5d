package hmrbench.video.track;

import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.BoxSmoothing;
import hmrbench.picture.geometry.PersonScale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which tracks are worth a model's time, and the steady square boxes along them. */
public final class TrackSelection {

  /** Tracks below are dropped (MIN_NUM_FRAMES in TCMR's and VIBE's demo.py). */
  public static final int OFFICIAL_LEAST_FRAMES = 25;

  /** A track must have been seen in at least this part of its frames that a detector looked at. */
  private static final double LEAST_SEEN = 0.3;

  /** A shadow lies within somebody larger in at least this part of its frames, ... */
  private static final double SHADOW_INSIDE = 0.7;

  /** ... is smaller than this part of them, ... */
  private static final double SHADOW_HEIGHT = 0.75;

  /** ... and was mostly followed, not detected. */
  private static final double SHADOW_DETECTED = 0.5;

  private TrackSelection() {}

  /**
   * A person over consecutive frames, as the crops need them.
   *
   * @param id of the track
   * @param firstFrame frame of the first box
   * @param boxes square, one per frame, before enlargement
   */
  public record Squares(int id, int firstFrame, List<Box> boxes) {
    public Squares {
      boxes = List.copyOf(boxes);
    }

    /** Number of frames. */
    public int frames() {
      return boxes.size();
    }
  }

  /**
   * The tracks that last.
   *
   * @param leastFrames shortest span that is kept
   * @param lookedEvery every how many frames a detector looked
   * @return the longest first; of equals the larger person
   */
  public static List<PersonTrack> lasting(
      List<PersonTrack> tracks, int leastFrames, int lookedEvery) {
    List<PersonTrack> sorted =
        tracks.stream()
            .filter(track -> track.spanFrames() >= leastFrames)
            .filter(track -> track.boxes().size() * lookedEvery >= LEAST_SEEN * track.spanFrames())
            .sorted(
                Comparator.comparingInt(PersonTrack::spanFrames)
                    .thenComparingDouble(TrackSelection::meanArea)
                    .reversed()
                    .thenComparingInt(PersonTrack::id))
            .toList();
    return sorted.stream()
        .filter(track -> sorted.stream().noneMatch(other -> isShadow(track, other)))
        .toList();
  }

  /** Whether a track is a leg or a shadow of somebody else rather than a person. */
  @SuppressWarnings("ReferenceEquality") // the same track, not an equal one
  private static boolean isShadow(PersonTrack track, PersonTrack person) {
    if (track == person || track.detections() >= SHADOW_DETECTED * track.boxes().size()) {
      return false;
    }
    int inside = 0;
    for (Map.Entry<Integer, Box> entry : track.boxes().entrySet()) {
      Box other = person.boxes().get(entry.getKey());
      if (other != null
          && entry.getValue().height() < SHADOW_HEIGHT * other.height()
          && entry.getValue().insideOf(other.square()) > Overlaps.PART) {
        inside++;
      }
    }
    return inside >= SHADOW_INSIDE * track.boxes().size();
  }

  /** Closes gaps, steadies and squares the boxes of a track. */
  public static Squares squares(PersonTrack track, BoxSmoothing smoothing) {
    List<Optional<PersonScale>> seen = new ArrayList<>();
    for (int frame = track.firstFrame(); frame <= track.lastFrame(); frame++) {
      seen.add(Optional.ofNullable(track.boxes().get(frame)).map(PersonScale::ofBox));
    }
    List<PersonScale> values = BoxSmoothing.withoutGaps(seen).orElseThrow().values();
    return new Squares(
        track.id(),
        track.firstFrame(),
        smoothing.smooth(values).stream().map(person -> person.square(1)).toList());
  }

  private static double meanArea(PersonTrack track) {
    return track.boxes().values().stream()
        .mapToDouble(box -> box.width() * box.height())
        .average()
        .orElse(0);
  }
}
