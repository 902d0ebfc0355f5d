package hmrbench.core.world;

/**
 * The pose of a camera in every frame. A point X of the world is at R^T (X - C) in the frame of the
 * camera.
 *
 * @param cameraToWorld R: from the axes of the camera to those of the world [T, 3, 3]
 * @param centres C: where the camera is in the world [T, 1, 3]
 */
public record CameraPath(Orientations cameraToWorld, Positions centres) {

  public CameraPath {
    if (centres.points() != 1 || centres.frames() != cameraToWorld.frames()) {
      throw new IllegalArgumentException(
          "a camera of %s needs centres [%d, 1, 3], got %s"
              .formatted(cameraToWorld, cameraToWorld.frames(), centres));
    }
  }

  /**
   * From matrices that bring points of the world into the frame of the camera.
   *
   * @param worldToCamera rotation and translation [T, 4, 4], flat; the last row is not looked at
   */
  public static CameraPath ofWorldToCamera(double... worldToCamera) {
    int frames = worldToCamera.length / 16;
    double[] rotation = new double[frames * 9];
    double[] centre = new double[frames * 3];
    for (int t = 0; t < frames; t++) {
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          double entry = worldToCamera[t * 16 + column * 4 + row];
          rotation[t * 9 + row * 3 + column] = entry;
          centre[t * 3 + row] -= entry * worldToCamera[t * 16 + column * 4 + 3];
        }
      }
    }
    return new CameraPath(Orientations.owning(rotation), Positions.owning(frames, 1, centre));
  }

  /** Number of frames, T. */
  public int frames() {
    return centres.frames();
  }

  /** The frames with these indices, in this order. */
  public CameraPath rows(int... indices) {
    return new CameraPath(cameraToWorld.rows(indices), centres.rows(indices));
  }

  /** Points in the frame of the camera, brought into the world. */
  public Positions toWorld(Positions inCamera) {
    int points = inCamera.points();
    double[] moved = new double[frames() * points * 3];
    for (int i = 0; i < moved.length; i++) {
      int t = i / (points * 3);
      int p = i / 3 % points;
      int axis = i % 3;
      moved[i] =
          centres.at(t, 0, axis)
              + cameraToWorld.turned(
                  t, axis, inCamera.at(t, p, 0), inCamera.at(t, p, 1), inCamera.at(t, p, 2));
    }
    return Positions.owning(frames(), points, moved);
  }

  /** Points of the world, brought into the frame of the camera. */
  public Positions toCamera(Positions inWorld) {
    int points = inWorld.points();
    Orientations back = cameraToWorld.transposed();
    double[] moved = new double[frames() * points * 3];
    for (int i = 0; i < moved.length; i++) {
      int t = i / (points * 3);
      int p = i / 3 % points;
      moved[i] =
          back.turned(
              t,
              i % 3,
              inWorld.at(t, p, 0) - centres.at(t, 0, 0),
              inWorld.at(t, p, 1) - centres.at(t, 0, 1),
              inWorld.at(t, p, 2) - centres.at(t, 0, 2));
    }
    return Positions.owning(frames(), points, moved);
  }
}
