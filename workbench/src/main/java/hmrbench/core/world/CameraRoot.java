package hmrbench.core.world;

/**
 * The root of a SMPL body in the axes of a camera whose path through the world is known.
 *
 * @param orientations of the pelvis [T, 3, 3]: from the axes of the body to those of the camera
 * @param translations of the model's origin [T, 1, 3], in the frame of the camera
 * @param camera its path over the same frames
 */
public record CameraRoot(Orientations orientations, Positions translations, CameraPath camera)
    implements RootMotion {

  public CameraRoot {
    if (translations.points() != 1
        || translations.frames() != orientations.frames()
        || camera.frames() != orientations.frames()) {
      throw new IllegalArgumentException(
          "a root of %s needs translations [%d, 1, 3] and as many cameras, got %s and %d"
              .formatted(orientations, orientations.frames(), translations, camera.frames()));
    }
  }

  @Override
  public int frames() {
    return orientations.frames();
  }

  @Override
  public CameraRoot rows(int... indices) {
    return new CameraRoot(
        orientations.rows(indices), translations.rows(indices), camera.rows(indices));
  }

  /** Turns the pelvis, not the origin of the model, and takes the rest pelvis off again. */
  @Override
  public WorldRoot inWorld(Positions restPelvis) {
    Positions pelvis = translations.shifted(restPelvis);
    Positions moved = camera.toWorld(pelvis);
    double[] origin = new double[frames() * 3];
    for (int i = 0; i < origin.length; i++) {
      origin[i] = moved.at(i / 3, 0, i % 3) - restPelvis.at(i / 3, 0, i % 3);
    }
    return new WorldRoot(
        camera.cameraToWorld().after(orientations), Positions.owning(frames(), 1, origin));
  }
}
