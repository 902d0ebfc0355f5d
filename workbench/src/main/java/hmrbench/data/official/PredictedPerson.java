package hmrbench.data.official;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.SmplTrack;
import hmrbench.core.world.RootMotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What another program predicted for one person over some frames.
 *
 * @param source video or sequence that the predictions are of
 * @param person name of the person within it; empty where {@code source} already means one person
 * @param frames the frame of each row, as the file names it
 * @param smpl body parameters, one row per frame, where the file has them
 * @param turns axis-angle [T, 72] that the rotations came from, in radians, where they did
 * @param joints positions, one row per frame, where the file has them
 * @param root how the body moves through the world, one row per frame, where the file says
 * @param inOrder how many frames the video has, where the file names none and {@code frames} are
 *     places in its order, from 0
 * @param mesh vertices of SMPL [T, V, 3], in metres, where the file has those and no body
 */
public record PredictedPerson(
    String source,
    String person,
    List<String> frames,
    Optional<Rows<SmplTrack>> smpl,
    Optional<Rows<FloatGrid>> turns,
    Optional<Joints> joints,
    Optional<RootMotion> root,
    OptionalInt inOrder,
    Optional<Rows<FloatGrid>> mesh) {

  /**
   * Joint positions.
   *
   * @param set what each column holds, where the file or the user says so
   * @param count how many joints there are, J
   * @param metres positions [T, J, 3], in metres; only differences within a frame mean something
   */
  public record Joints(Optional<JointSet> set, int count, Rows<FloatGrid> metres) {
    public Joints {
      if (set.isPresent() && count != set.get().size()) {
        throw new IllegalArgumentException(
            "joints of %s need [T, %d, 3], got %d joints"
                .formatted(set.get(), set.get().size(), count));
      }
    }

    Joints rows(int... picked) {
      return new Joints(set, count, metres.picked(picked));
    }
  }

  public PredictedPerson {
    frames = List.copyOf(frames);
    int rows = frames.size();
    smpl.ifPresent(track -> requireRows("body parameters", rows, track.count()));
    turns.ifPresent(track -> requireRows("rotations", rows, track.count()));
    joints.ifPresent(track -> requireRows("joints", rows, track.metres().count()));
    root.ifPresent(motion -> requireRows("root", rows, motion.frames()));
    mesh.ifPresent(track -> requireRows("meshes", rows, track.count()));
    if (smpl.isEmpty() && joints.isEmpty() && mesh.isEmpty()) {
      throw new IllegalArgumentException("neither body parameters nor joints nor meshes");
    }
  }

  /** A person in the frame of the camera, whose frames are named. */
  public PredictedPerson(
      String source,
      String person,
      List<String> frames,
      Optional<Rows<SmplTrack>> smpl,
      Optional<Rows<FloatGrid>> turns,
      Optional<Joints> joints) {
    this(
        source,
        person,
        frames,
        smpl,
        turns,
        joints,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  /** A person of whom a file has meshes alone. */
  public static PredictedPerson ofMesh(String source, List<String> frames, Rows<FloatGrid> mesh) {
    return new PredictedPerson(
        source,
        "",
        frames,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.of(mesh));
  }

  /** The same, with a root that moves through the world. */
  public PredictedPerson inWorld(RootMotion motion) {
    return new PredictedPerson(
        source, person, frames, smpl, turns, joints, Optional.of(motion), inOrder, mesh);
  }

  /**
   * The same, where the file names no frames.
   *
   * @param videoFrames how many the video has by the file
   */
  public PredictedPerson byOrder(int videoFrames) {
    return new PredictedPerson(
        source, person, frames, smpl, turns, joints, root, OptionalInt.of(videoFrames), mesh);
  }

  /** Some of the rows under other names of their frames. */
  PredictedPerson renumbered(List<String> names, int... picked) {
    PredictedPerson kept = rows(source, picked);
    return new PredictedPerson(
        source,
        person,
        names,
        kept.smpl,
        kept.turns,
        kept.joints,
        kept.root,
        OptionalInt.empty(),
        kept.mesh);
  }

  private static void requireRows(String what, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          "%s have %d rows for %d frames".formatted(what, actual, expected));
    }
  }

  /** Some of the frames, in this order, as those of a sequence. */
  public PredictedPerson rows(String newSource, int... picked) {
    return new PredictedPerson(
        newSource,
        person,
        Arrays.stream(picked).mapToObj(frames::get).toList(),
        smpl.map(track -> track.picked(picked)),
        turns.map(grid -> grid.picked(picked)),
        joints.map(track -> track.rows(picked)),
        root.map(motion -> motion.rows(picked)),
        inOrder,
        mesh.map(track -> track.picked(picked)));
  }

  /**
   * The same frames, after those of another piece of the same person. Each piece has a world of its
   * own, so the whole has none.
   */
  PredictedPerson after(PredictedPerson first) {
    List<String> all = new ArrayList<>(first.frames);
    all.addAll(frames);
    boolean bodies = first.smpl.isPresent() && smpl.isPresent();
    return new PredictedPerson(
        first.source,
        first.person,
        all,
        bodies
            ? Optional.of(
                smpl.get().after(first.smpl.get(), (a, b) -> SmplTrack.stacked(List.of(a, b))))
            : Optional.empty(),
        bodies && first.turns.isPresent() && turns.isPresent()
            ? Optional.of(turns.get().after(first.turns.get(), PredictedPerson::stacked))
            : Optional.empty(),
        joined(first),
        Optional.empty(),
        OptionalInt.empty(),
        mesh.isPresent() && first.mesh.isPresent()
            ? Optional.of(mesh.get().after(first.mesh.get(), PredictedPerson::stacked))
            : Optional.empty());
  }

  /** Pieces as one person. Halves are joined, since each frame of a long video may be a piece. */
  public static PredictedPerson joined(List<PredictedPerson> pieces) {
    int half = pieces.size() / 2;
    return half == 0
        ? pieces.get(0)
        : joined(pieces.subList(half, pieces.size())).after(joined(pieces.subList(0, half)));
  }

  private static FloatGrid stacked(FloatGrid first, FloatGrid second) {
    return FloatGrid.stacked(List.of(first, second));
  }

  private Optional<Joints> joined(PredictedPerson first) {
    boolean alike =
        first.joints.isPresent()
            && joints.isPresent()
            && first.joints.get().set().equals(joints.get().set())
            && first.joints.get().count() == joints.get().count();
    return alike
        ? Optional.of(
            new Joints(
                joints.get().set(),
                joints.get().count(),
                joints.get().metres().after(first.joints.get().metres(), PredictedPerson::stacked)))
        : Optional.empty();
  }

  /** Whether both say the same kind of thing, so that they can be pieces of one person. */
  public boolean joins(PredictedPerson other) {
    return (smpl.isPresent() && other.smpl.isPresent())
        || joined(other).isPresent()
        || (mesh.isPresent() && other.mesh.isPresent());
  }

  /** How the person is called across files, for example {@code downtown_arguing_00_0}. */
  public String name() {
    return person.isEmpty() ? source : source + "_" + person;
  }
}
