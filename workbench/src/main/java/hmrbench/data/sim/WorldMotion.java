package hmrbench.data.sim;

import hmrbench.core.world.CameraPath;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.WorldRoot;

/**
 * A performance in a world, seen by a camera whose path is known.
 *
 * <p>In the world, y is up and the person turns by the heading that the wandering view of the other
 * simulated sets has ({@link CameraView#heading}); the pelvis goes as {@link WalkedPath} says. What
 * the camera sees is that, turned into its axes. The weak-perspective camera of the crop follows
 * the person, so it is the same as in the other sets.
 */
final class WorldMotion implements TrueMotion.Performed {

  private final SimulatedMotion motion;
  private final PelvisPath path;
  private final WorldCamera camera;
  private final double[] worldToCamera = new double[9];
  private final double[] centre = new double[3];
  private final double[] root = new double[9];

  /**
   * @param kind not each in turn
   * @param firstTick at or before 0
   * @param endTick one past the last that is asked for
   */
  WorldMotion(SequencePlan plan, CameraMotion kind, int firstTick, int endTick) {
    motion = new SimulatedMotion(plan.seed(), plan.activity(), plan.next(), plan.seconds());
    path = WalkedPath.of(motion, Skeleton.offsets(plan.betaArray()), firstTick, endTick);
    camera =
        new WorldCamera(kind, plan.seed(), 0, motion.view().pitch(0), motion.view().roll(0), path);
  }

  @Override
  public void rotations(int tick, double[] rotations) {
    motion.upright(seconds(tick), rotations);
    camera.at(tick, worldToCamera, centre);
    System.arraycopy(rotations, 0, root, 0, 9);
    Skeleton.multiply(worldToCamera, 0, root, 0, rotations, 0);
  }

  @Override
  public void camera(int tick, double[] weakPerspective) {
    motion.camera(seconds(tick), weakPerspective);
  }

  private static double seconds(int tick) {
    return tick / (double) Sampling.TICKS;
  }

  /** How the root moves at some ticks; the pelvis of the skeleton is its origin. */
  WorldRoot root(int... ticks) {
    double[] turns = new double[ticks.length * 9];
    double[] places = new double[ticks.length * 3];
    double[] pose = new double[Skeleton.JOINTS * 9];
    for (int t = 0; t < ticks.length; t++) {
      motion.upright(seconds(ticks[t]), pose);
      System.arraycopy(pose, 0, turns, t * 9, 9);
      for (int axis = 0; axis < 3; axis++) {
        places[t * 3 + axis] = path.at(ticks[t], axis);
      }
    }
    return new WorldRoot(Orientations.owning(turns), Positions.owning(ticks.length, 1, places));
  }

  /** Where the camera is at some ticks. */
  CameraPath camera(int... ticks) {
    return camera.along(ticks);
  }
}
