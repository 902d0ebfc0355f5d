package hmrbench.run.video;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Neighbours;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import hmrbench.picture.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Numbers of a whole video path, from pixels to bodies, on a film whose truth is known. Boxes are
 * the squares that crops are cut from; errors of bodies are those of protocol {@code hmrbench} in
 * the frames in which the person was found: an acceleration needs three such frames in a row.
 *
 * @param people in the order of the truth
 * @param others squares at which no one was
 */
public record FilmScores(List<PersonScore> people, int others) {

  private static final String PROTOCOL = "hmrbench";

  private static final List<Metric> ERRORS =
      List.of(Metrics.MPJPE, Metrics.PA_MPJPE, Metrics.ACCEL_ERR);

  public FilmScores {
    people = List.copyOf(people);
  }

  /**
   * Someone of the film.
   *
   * @param squares about the true boxes, one per frame
   * @param joints true positions, one row per frame
   */
  public record Truth(List<Box> squares, JointTrack joints) {
    public Truth {
      squares = List.copyOf(squares);
    }
  }

  /**
   * A track of the video path.
   *
   * @param joints predicted positions, one row per frame of the track
   */
  public record Tracked(FoundInFilm.Track track, JointTrack joints) {}

  /**
   * A frame of someone.
   *
   * @param track number of the track that found them
   * @param overlap of the true square and the one that was found, shared over joint area
   * @param centre distance of their middles, as a share of the true side
   * @param side how much longer the found side is, as a share of the true side
   * @param errors of the body, in the order of {@link #ERRORS}
   */
  public record FoundFrame(
      int frame,
      int track,
      double overlap,
      double centre,
      double side,
      List<OptionalDouble> errors) {
    public FoundFrame {
      errors = List.copyOf(errors);
    }
  }

  /**
   * The numbers of someone.
   *
   * @param frames of the film
   * @param found frames in which they were found
   * @param tracks how many tracks they had
   * @param changes how often they came to another track
   * @param swaps how often to one that was somebody else's
   */
  public record PersonScore(
      int frames, List<FoundFrame> found, int tracks, int changes, int swaps) {
    public PersonScore {
      found = List.copyOf(found);
    }

    /** Frames in which they were missed. */
    public int missed() {
      return frames - found.size();
    }
  }

  /** Means over frames in which someone was found; absent where there is none. */
  public static OptionalDouble mean(List<FoundFrame> found, Value value) {
    return found.stream().flatMapToDouble(it -> value.of(it).stream()).average();
  }

  /** A number of a frame. */
  public enum Value {
    OVERLAP,
    CENTRE,
    SIDE,
    SIDE_SIZE,
    MPJPE,
    PA_MPJPE,
    ACCELERATION;

    /** The number, where the frame has it. */
    public OptionalDouble of(FoundFrame frame) {
      return switch (this) {
        case OVERLAP -> OptionalDouble.of(frame.overlap());
        case CENTRE -> OptionalDouble.of(frame.centre());
        case SIDE -> OptionalDouble.of(frame.side());
        case SIDE_SIZE -> OptionalDouble.of(Math.abs(frame.side()));
        case MPJPE -> frame.errors().get(0);
        case PA_MPJPE -> frame.errors().get(1);
        case ACCELERATION -> frame.errors().get(2);
      };
    }
  }

  /** Frames of everyone in which they were found. */
  public List<FoundFrame> found() {
    return people.stream().flatMap(it -> it.found().stream()).toList();
  }

  /** Scores all tracks against all people. */
  public static FilmScores of(List<Truth> truth, List<Tracked> tracks) {
    FoundInFilm.Outcome outcome =
        FoundInFilm.of(
            truth.stream().map(Truth::squares).toList(),
            tracks.stream().map(Tracked::track).toList());
    List<PersonScore> people = new ArrayList<>();
    for (int person = 0; person < truth.size(); person++) {
      people.add(score(truth.get(person), outcome.people().get(person), tracks));
    }
    return new FilmScores(people, outcome.others());
  }

  private static PersonScore score(Truth truth, FoundInFilm.Person person, List<Tracked> tracks) {
    List<Integer> frames = person.frames();
    List<FoundFrame> found = new ArrayList<>();
    List<Series> errors = frames.isEmpty() ? List.of() : errors(truth, person, frames, tracks);
    for (int row = 0; row < frames.size(); row++) {
      int frame = frames.get(row);
      FoundInFilm.Track track = track(person, frame, tracks).track();
      Box is = truth.squares().get(frame);
      Box seen = track.square(frame);
      int at = row;
      found.add(
          new FoundFrame(
              frame,
              track.id(),
              is.overlap(seen),
              Math.hypot(seen.centreX() - is.centreX(), seen.centreY() - is.centreY()) / is.width(),
              seen.width() / is.width() - 1,
              errors.stream()
                  .map(it -> it.has(at) ? OptionalDouble.of(it.get(at)) : OptionalDouble.empty())
                  .toList()));
    }
    return new PersonScore(
        truth.squares().size(), found, person.tracks(), person.changes(), person.swaps());
  }

  private static Tracked track(FoundInFilm.Person person, int frame, List<Tracked> tracks) {
    return tracks.get(person.trackOf().get(frame).orElseThrow());
  }

  private static List<Series> errors(
      Truth truth, FoundInFilm.Person person, List<Integer> frames, List<Tracked> tracks) {
    List<JointTrack> rows = new ArrayList<>();
    for (int frame : frames) {
      Tracked tracked = track(person, frame, tracks);
      rows.add(tracked.joints().frames(frame - tracked.track().firstFrame()));
    }
    Protocol protocol = Protocols.named(PROTOCOL).orElseThrow();
    SequenceScore score =
        protocol.score(
            new SequencePrediction(
                "film",
                truth.joints().frames(frames.stream().mapToInt(Integer::intValue).toArray()),
                JointTrack.stacked(rows),
                SequencePrediction.Extras.NONE,
                FrameMask.all(frames.size()),
                frames),
            Neighbours.NONE,
            ERRORS);
    return ERRORS.stream().map(it -> score.value(it.id()).orElseThrow()).toList();
  }
}
