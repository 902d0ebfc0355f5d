package hmrbench.video.track;

import hmrbench.picture.geometry.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Joins the boxes of single frames into people: each person's box is expected where even motion
 * takes it, and expected and seen boxes are paired so that the overlaps of all pairs sum to the
 * most.
 *
 * <p>The scheme is that of A. Bewley et al., Simple Online and Realtime Tracking, 2016, which the
 * demos of VIBE and TCMR use; motion model and numbers are ours.
 */
public final class Tracker {

  /**
   * When a pair counts and when a person is given up.
   *
   * @param leastOverlap pairs that overlap less (shared over joint area) are not made
   * @param newcomerConfidence from which a detection may be somebody new
   * @param patienceFrames frames without a box after which a person has left
   * @param followFrames frames for which a person is followed by appearance after the last
   *     detection
   */
  public record Rules(
      double leastOverlap, double newcomerConfidence, int patienceFrames, int followFrames) {

    public Rules {
      if (!(leastOverlap > 0 && leastOverlap < 1) || patienceFrames < 0 || followFrames < 0) {
        throw new IllegalArgumentException(
            "leastOverlap must be between 0 and 1, frames not below 0, got %s, %d and %d"
                .formatted(leastOverlap, patienceFrames, followFrames));
      }
    }
  }

  /** Only who was detected this often is followed: a single detection is too often a false one. */
  private static final int TRUSTED_DETECTIONS = 3;

  /**
   * No one grows or shrinks by more than this between two looks: it is a part of them, or others.
   */
  private static final double MOST_GROWTH = 1.4;

  /** Boxes that overlap by more (shared over joint area) are around one person. */
  private static final double SAME_PERSON = 0.5;

  private final Rules rules;
  private final List<Person> present = new ArrayList<>();
  private final List<PersonTrack> gone = new ArrayList<>();
  private int frame = -1;
  private int nextId = 1;

  private static final class Person {
    final int id;
    final MovingBox motion;
    final SortedMap<Integer, Box> boxes = new TreeMap<>();
    int lastDetected;
    int detections = 1;

    Person(int id, int frame, Box box) {
      this.id = id;
      this.motion = new MovingBox(box);
      this.lastDetected = frame;
      boxes.put(frame, box);
    }

    void see(int frame, Box box) {
      motion.read(box);
      boxes.put(frame, box);
    }

    int lastSeen() {
      return boxes.lastKey();
    }

    Box lastBox() {
      return Objects.requireNonNull(boxes.get(boxes.lastKey()));
    }
  }

  public Tracker(Rules rules) {
    this.rules = rules;
  }

  /** Moves on to the frame before this one; in those between nothing is looked for. */
  public void skipTo(int next) {
    while (frame < next - 1) {
      advance();
    }
  }

  private void advance() {
    frame++;
    present.forEach(person -> person.motion.advance());
  }

  /**
   * Moves on to the next frame, in which these people are detected.
   *
   * @param follower looks for known people whom the detector missed
   */
  public void add(List<Detection> seen, Follower follower) {
    advance();
    boolean[] taken = pair(seen, follower);
    follow(follower);
    dismiss(follower);
    for (int d = 0; d < taken.length; d++) {
      if (!taken[d] && isNewcomer(seen.get(d))) {
        Person person = new Person(nextId++, frame, seen.get(d).box());
        present.add(person);
        follower.remember(person.id, seen.get(d).box());
      }
    }
  }

  /** Not a weak guess, and not a part of somebody known. */
  private boolean isNewcomer(Detection detection) {
    return detection.confidence() >= rules.newcomerConfidence()
        && present.stream()
            .noneMatch(person -> detection.box().insideOf(person.motion.box()) > Overlaps.PART);
  }

  /**
   * Follows by appearance whoever was not detected; not onto somebody else, who was detected there,
   * or more lately: after a cut, or where two people cross, a look finds the wrong one.
   */
  private void follow(Follower follower) {
    List<Box> known = new ArrayList<>();
    List<Person> surestFirst = new ArrayList<>(present);
    surestFirst.sort(Comparator.comparingInt((Person person) -> -person.lastDetected));
    for (Person person : surestFirst) {
      if (person.lastDetected < frame && mayFollow(person)) {
        follower
            .find(person.id)
            .filter(box -> known.stream().noneMatch(it -> it.overlap(box) > SAME_PERSON))
            .ifPresent(box -> person.see(frame, box));
      }
      if (person.lastSeen() == frame) {
        known.add(person.lastBox());
      }
    }
  }

  private boolean mayFollow(Person person) {
    return person.detections >= TRUSTED_DETECTIONS
        && frame - person.lastDetected <= rules.followFrames();
  }

  private void dismiss(Follower follower) {
    Iterator<Person> people = present.iterator();
    while (people.hasNext()) {
      Person person = people.next();
      if (frame - person.lastSeen() > rules.patienceFrames()) {
        people.remove();
        follower.forget(person.id);
        gone.add(track(person));
      }
    }
  }

  /** Gives detections to the people who are expected there; true where somebody took one. */
  private boolean[] pair(List<Detection> seen, Follower follower) {
    double[][] costs = new double[present.size()][seen.size()];
    for (int p = 0; p < present.size(); p++) {
      Box expected = present.get(p).motion.box();
      for (int d = 0; d < seen.size(); d++) {
        Box box = seen.get(d).box();
        double growth = box.height() / expected.height();
        boolean possible = growth < MOST_GROWTH && growth > 1 / MOST_GROWTH;
        costs[p][d] = possible ? -expected.overlap(box) : 0;
      }
    }
    int[] pairs = Assignment.cheapest(costs);
    boolean[] taken = new boolean[seen.size()];
    for (int p = 0; p < pairs.length; p++) {
      if (pairs[p] >= 0 && -costs[p][pairs[p]] >= rules.leastOverlap()) {
        Person person = present.get(p);
        Box box = seen.get(pairs[p]).box();
        person.see(frame, box);
        person.lastDetected = frame;
        person.detections++;
        follower.remember(person.id, box);
        taken[pairs[p]] = true;
      }
    }
    return taken;
  }

  /** All people so far, in the order in which they came. */
  public List<PersonTrack> tracks() {
    List<PersonTrack> all = new ArrayList<>(gone);
    present.forEach(person -> all.add(track(person)));
    all.sort(Comparator.comparingInt(PersonTrack::id));
    return all;
  }

  private static PersonTrack track(Person person) {
    return new PersonTrack(person.id, person.detections, person.boxes);
  }
}
