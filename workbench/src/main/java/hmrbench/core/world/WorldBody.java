package hmrbench.core.world;

import java.util.Optional;

/**
 * A person in the world: what world metrics look at.
 *
 * @param joints SMPL's 24 joints
 * @param root of the body
 * @param soles toe and heel of both feet on the mesh, where the body has SMPL's mesh
 */
public record WorldBody(WorldTrack joints, WorldRoot root, Optional<WorldTrack> soles) {

  public WorldBody {
    int frames = joints.frames();
    if (root.frames() != frames || soles.stream().anyMatch(it -> it.frames() != frames)) {
      throw new IllegalArgumentException(
          "joints have %d frames, the root %d, soles %s"
              .formatted(frames, root.frames(), soles.map(WorldTrack::frames)));
    }
  }

  /** Number of frames, T. */
  public int frames() {
    return joints.frames();
  }

  /** The frames with these indices, in this order; the rate stays as it is. */
  public WorldBody rows(int... indices) {
    return new WorldBody(
        joints.rows(indices), root.rows(indices), soles.map(track -> track.rows(indices)));
  }

  /** Every point moved by the shift of its frame [T, 1, 3]. */
  public WorldBody shifted(Positions shift) {
    return new WorldBody(
        joints.shifted(shift),
        new WorldRoot(root.orientations(), root.translations().shifted(shift)),
        soles.map(track -> track.shifted(shift)));
  }

  /** The same frames as those of another rate. */
  public WorldBody atRate(double rate) {
    return new WorldBody(joints.atRate(rate), root, soles.map(track -> track.atRate(rate)));
  }
}
