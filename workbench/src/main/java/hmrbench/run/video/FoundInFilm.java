package hmrbench.run.video;

import hmrbench.picture.geometry.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who of a film's people was found in which frame, and by which track. In every frame a person
 * keeps the track that they had last where the two squares overlap by half or more (shared over
 * joint area); then persons and tracks that are left are paired, those that overlap most first.
 *
 * <p>Source of the rule: K. Bernardin and R. Stiefelhagen, Evaluating Multiple Object Tracking
 * Performance: The CLEAR MOT Metrics, 2008, section 2.1.1; there the pairs that are left have the
 * least sum of distances.
 */
public final class FoundInFilm {

  /** Squares that overlap less are not of one person. */
  static final double LEAST_OVERLAP = 0.5;

  private FoundInFilm() {}

  /**
   * A track as it was found.
   *
   * @param id unique in the film
   * @param firstFrame of its first square
   * @param squares one per frame
   */
  public record Track(int id, int firstFrame, List<Box> squares) {
    public Track {
      squares = List.copyOf(squares);
    }

    boolean isIn(int frame) {
      return frame >= firstFrame && frame < firstFrame + squares.size();
    }

    Box square(int frame) {
      return squares.get(frame - firstFrame);
    }
  }

  /**
   * How someone was found.
   *
   * @param trackOf per frame the index of their track among those given; nothing where they were
   *     missed
   * @param changes how often they came to another track than the one before
   * @param swaps how often that track was somebody else's before
   */
  public record Person(List<OptionalInt> trackOf, int changes, int swaps) {
    public Person {
      trackOf = List.copyOf(trackOf);
    }

    /** Frames in which they were found. */
    public List<Integer> frames() {
      List<Integer> frames = new ArrayList<>();
      for (int frame = 0; frame < trackOf.size(); frame++) {
        if (trackOf.get(frame).isPresent()) {
          frames.add(frame);
        }
      }
      return frames;
    }

    /** How many tracks they had. */
    public int tracks() {
      Set<Integer> different = new HashSet<>();
      trackOf.forEach(track -> track.ifPresent(different::add));
      return different.size();
    }
  }

  /**
   * How everyone was found.
   *
   * @param people in the order of the truth
   * @param others squares of tracks at which no one was, over all frames
   */
  public record Outcome(List<Person> people, int others) {
    public Outcome {
      people = List.copyOf(people);
    }
  }

  /**
   * Pairs people with tracks.
   *
   * @param truth per person the square of every frame; as many frames for each
   */
  public static Outcome of(List<List<Box>> truth, List<Track> tracks) {
    Pairing pairing = new Pairing(truth, tracks);
    for (int frame = 0; frame < truth.get(0).size(); frame++) {
      pairing.pair(frame);
    }
    return pairing.outcome();
  }

  /** The pairs up to a frame. */
  private static final class Pairing {
    private final List<List<Box>> truth;
    private final List<Track> tracks;
    private final List<List<OptionalInt>> trackOf = new ArrayList<>();
    private final int[] last;
    private final int[] changes;
    private final int[] swaps;
    private final Map<Integer, Integer> ownerOf = new HashMap<>();
    private int others;

    Pairing(List<List<Box>> truth, List<Track> tracks) {
      this.truth = truth;
      this.tracks = tracks;
      this.last = new int[truth.size()];
      this.changes = new int[truth.size()];
      this.swaps = new int[truth.size()];
      for (int person = 0; person < truth.size(); person++) {
        trackOf.add(new ArrayList<>());
        last[person] = -1;
      }
    }

    void pair(int frame) {
      Map<Integer, Integer> pairs = new HashMap<>();
      Set<Integer> taken = new HashSet<>();
      for (int person = 0; person < truth.size(); person++) {
        int track = last[person];
        if (track >= 0
            && !taken.contains(track)
            && overlap(person, track, frame) >= LEAST_OVERLAP) {
          pairs.put(person, track);
          taken.add(track);
        }
      }
      while (addBest(frame, pairs, taken)) {
        // One pair more.
      }
      for (int person = 0; person < truth.size(); person++) {
        note(person, pairs.get(person) == null ? -1 : Objects.requireNonNull(pairs.get(person)));
      }
      for (int track = 0; track < tracks.size(); track++) {
        others += tracks.get(track).isIn(frame) && !taken.contains(track) ? 1 : 0;
      }
    }

    private boolean addBest(int frame, Map<Integer, Integer> pairs, Set<Integer> taken) {
      int bestPerson = -1;
      int bestTrack = -1;
      double most = LEAST_OVERLAP;
      for (int person = 0; person < truth.size(); person++) {
        for (int track = 0; track < tracks.size(); track++) {
          if (!pairs.containsKey(person) && !taken.contains(track)) {
            double overlap = overlap(person, track, frame);
            if (overlap > most || (overlap == most && bestPerson < 0)) {
              most = overlap;
              bestPerson = person;
              bestTrack = track;
            }
          }
        }
      }
      if (bestPerson < 0) {
        return false;
      }
      pairs.put(bestPerson, bestTrack);
      taken.add(bestTrack);
      return true;
    }

    private double overlap(int person, int track, int frame) {
      Track found = tracks.get(track);
      return found.isIn(frame) ? truth.get(person).get(frame).overlap(found.square(frame)) : 0;
    }

    private void note(int person, int track) {
      trackOf.get(person).add(track < 0 ? OptionalInt.empty() : OptionalInt.of(track));
      if (track < 0) {
        return;
      }
      if (last[person] >= 0 && last[person] != track) {
        changes[person]++;
        Integer owner = ownerOf.get(track);
        swaps[person] += owner != null && owner != person ? 1 : 0;
      }
      last[person] = track;
      ownerOf.put(track, person);
    }

    Outcome outcome() {
      List<Person> people = new ArrayList<>();
      for (int person = 0; person < truth.size(); person++) {
        people.add(new Person(trackOf.get(person), changes[person], swaps[person]));
      }
      return new Outcome(people, others);
    }
  }
}
