package hmrbench.data.official;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.SmplTrack;
import java.util.List;
import java.util.Optional;

/**
 * What another program says of one person over some frames.
 *
 * @param source video or sequence that the file speaks of
 * @param person name of the person within it; empty where {@code source} already means one person
 * @param frames the frame of each row, as the file names it
 * @param smpl body parameters, one row per frame, where the file has them
 * @param joints positions, one row per frame, where the file has them
 */
public record PredictedPerson(
    String source,
    String person,
    List<String> frames,
    Optional<SmplTrack> smpl,
    Optional<Joints> joints) {

  /**
   * Joint positions.
   *
   * @param set what each column holds
   * @param metres positions [T, J, 3], in metres; only differences within a frame mean something
   */
  public record Joints(JointSet set, FloatGrid metres) {
    public Joints {
      if (metres.rank() != 3 || metres.size(1) != set.size() || metres.size(2) != 3) {
        throw new IllegalArgumentException(
            "joints of %s need [T, %d, 3], got %s".formatted(set, set.size(), metres));
      }
    }
  }

  public PredictedPerson {
    frames = List.copyOf(frames);
    int rows = frames.size();
    smpl.ifPresent(track -> requireRows("body parameters", rows, track.frames()));
    joints.ifPresent(track -> requireRows("joints", rows, track.metres().size(0)));
    if (smpl.isEmpty() && joints.isEmpty()) {
      throw new IllegalArgumentException("neither body parameters nor joints");
    }
  }

  private static void requireRows(String what, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          "%s have %d rows for %d frames".formatted(what, actual, expected));
    }
  }

  /** How the person is called across files, for example {@code downtown_arguing_00_0}. */
  public String name() {
    return person.isEmpty() ? source : source + "_" + person;
  }
}
