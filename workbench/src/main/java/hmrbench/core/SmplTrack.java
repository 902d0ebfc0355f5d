package hmrbench.core;

import java.util.List;

/**
 * SMPL parameters of a person over time.
 *
 * @param rotations joint rotations relative to the parent, as matrices [T, 24, 3, 3] that act on
 *     column vectors; joint 0 is the whole body's rotation in camera axes
 * @param betas shape coefficients [T, 10], in standard deviations
 * @param camera weak-perspective camera of the crop [T, 3]: scale, then x and y translation in
 *     metres
 */
public record SmplTrack(FloatGrid rotations, FloatGrid betas, FloatGrid camera) {

  public SmplTrack {
    int frames = rotations.size(0);
    if (rotations.rank() != 4
        || rotations.size(1) != 24
        || rotations.size(2) != 3
        || rotations.size(3) != 3) {
      throw new IllegalArgumentException("rotations must be [T, 24, 3, 3], got " + rotations);
    }
    if (betas.rank() != 2 || betas.size(0) != frames || betas.size(1) != 10) {
      throw new IllegalArgumentException("betas must be [%d, 10], got %s".formatted(frames, betas));
    }
    if (camera.rank() != 2 || camera.size(0) != frames || camera.size(1) != 3) {
      throw new IllegalArgumentException(
          "camera must be [%d, 3], got %s".formatted(frames, camera));
    }
  }

  /** Number of frames, T. */
  public int frames() {
    return rotations.size(0);
  }

  /** Tracks one after another. */
  public static SmplTrack stacked(List<SmplTrack> parts) {
    return new SmplTrack(
        FloatGrid.stacked(parts.stream().map(SmplTrack::rotations).toList()),
        FloatGrid.stacked(parts.stream().map(SmplTrack::betas).toList()),
        FloatGrid.stacked(parts.stream().map(SmplTrack::camera).toList()));
  }

  /** The frames with these indices, in this order. */
  public SmplTrack frames(int... indices) {
    return new SmplTrack(rotations.rows(indices), betas.rows(indices), camera.rows(indices));
  }

  /** The same shape and camera under other rotations [T, 24, 3, 3]. */
  public SmplTrack withRotations(FloatGrid other) {
    return new SmplTrack(other, betas, camera);
  }
}
