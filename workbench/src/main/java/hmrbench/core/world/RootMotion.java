package hmrbench.core.world;

/**
 * How the root of a SMPL body moves, in one of two frames. Only what is known in the world, or in a
 * camera whose path through the world is known, can become motion through the world.
 *
 * <p>The translation of a body is that of the model's origin, not of the pelvis: the pelvis is at
 * translation + rest pelvis, whatever the orientation. So a rotation of the axes has to turn the
 * pelvis, and the rest pelvis has to be known.
 */
public sealed interface RootMotion permits WorldRoot, CameraRoot {

  /** Number of frames, T. */
  int frames();

  /** The frames with these indices, in this order. */
  RootMotion rows(int... indices);

  /**
   * The motion in world axes.
   *
   * @param restPelvis where the pelvis of the body is before posing [T, 1, 3]
   */
  WorldRoot inWorld(Positions restPelvis);
}
