package hmrbench.data.mocap;

import hmrbench.core.world.CameraPath;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.WorldRoot;
import hmrbench.data.sim.CameraMotion;
import hmrbench.data.sim.CameraView;
import hmrbench.data.sim.WorldCamera;
import java.util.stream.IntStream;

/**
 * A recorded motion in the world of its file, with y up, and a camera whose path is known.
 *
 * <p>The pelvis of our body is where the middle of its hips is that of the file's. Lengths of BVH
 * files are in the unit that a config says; without one, so that the file's legs are as long as
 * ours, which keeps feet on the ground. Files of AMASS are in metres; they are performed on our
 * mean shape, so that feet slide by as much as legs differ.
 *
 * <p>A still camera sees what the camera of a set without a world sees.
 */
final class RecordedWorld {

  private final Performance.Placed placed;
  private final WorldCamera camera;

  private RecordedWorld(Performance.Placed placed, WorldCamera camera) {
    this.placed = placed;
    this.camera = camera;
  }

  /**
   * @param kind what the camera does; not each in turn
   * @param seed key of the sequence
   * @param view of the set without a world
   */
  static RecordedWorld of(
      Performance.Placed placed, CameraMotion kind, long seed, CameraView view) {
    return new RecordedWorld(
        placed,
        new WorldCamera(kind, seed, -view.heading(0), view.pitch(0), view.roll(0), placed.path()));
  }

  /** Rotations [T][24 * 9] with the root in the axes of the camera. */
  double[][] seen(double[][] rotations) {
    double[] worldToCamera = new double[9];
    double[] centre = new double[3];
    double[][] seen = new double[rotations.length][];
    for (int t = 0; t < seen.length; t++) {
      camera.at(t, worldToCamera, centre);
      seen[t] = rotations[t].clone();
      double[] root = RotationMath.times(worldToCamera, placed.turns().get(t));
      System.arraycopy(root, 0, seen[t], 0, 9);
    }
    return seen;
  }

  /** How the root moves in some frames. */
  WorldRoot root(int... frames) {
    double[] turns = new double[frames.length * 9];
    for (int t = 0; t < frames.length; t++) {
      System.arraycopy(placed.turns().get(frames[t]), 0, turns, t * 9, 9);
    }
    double[] places =
        IntStream.range(0, frames.length * 3)
            .mapToDouble(i -> placed.path().at(frames[i / 3], i % 3))
            .toArray();
    return new WorldRoot(Orientations.owning(turns), Positions.owning(frames.length, 1, places));
  }

  /** Where the camera is in some frames. */
  CameraPath camera(int... frames) {
    return camera.along(frames);
  }
}
