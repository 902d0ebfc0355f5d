package hmrbench.core.world;

/**
 * The root of a SMPL body in axes at rest.
 *
 * @param orientations of the pelvis [T, 3, 3]: from the axes of the body to those of the world
 * @param translations of the model's origin [T, 1, 3]
 */
public record WorldRoot(Orientations orientations, Positions translations) implements RootMotion {

  public WorldRoot {
    if (translations.points() != 1 || translations.frames() != orientations.frames()) {
      throw new IllegalArgumentException(
          "a root of %s needs translations [%d, 1, 3], got %s"
              .formatted(orientations, orientations.frames(), translations));
    }
  }

  @Override
  public int frames() {
    return orientations.frames();
  }

  @Override
  public WorldRoot rows(int... indices) {
    return new WorldRoot(orientations.rows(indices), translations.rows(indices));
  }

  @Override
  public WorldRoot inWorld(Positions restPelvis) {
    return this;
  }
}
