package hmrbench.testing;

import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** Clips with features and no meaning. */
public final class Clips {

  private Clips() {}

  /** Uniform features in [-1, 1], a body at rest. */
  public static Clip random(int frames, int features, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[frames * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return of(FloatGrid.owning(values, frames, features));
  }

  /** These features, a body at rest. */
  public static Clip of(FloatGrid features) {
    int frames = features.size(0);
    float[] rotations = new float[frames * 216];
    for (int i = 0; i < frames * 24; i++) {
      rotations[i * 9] = 1;
      rotations[i * 9 + 4] = 1;
      rotations[i * 9 + 8] = 1;
    }
    float[] camera = new float[frames * 3];
    Arrays.fill(camera, 1);
    return Clip.of(
        "clip",
        30,
        features,
        new JointTrack(JointSet.SMPL24, CoordinateFrame.CAMERA, 30, FloatGrid.zeros(frames, 24, 3)),
        Optional.of(
            new SmplTrack(
                FloatGrid.owning(rotations, frames, 24, 3, 3),
                FloatGrid.zeros(frames, 10),
                FloatGrid.owning(camera, frames, 3))));
  }
}
