package hmrbench.report.testing;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import java.util.Random;

/** A figure of 14 joints that swings arms and legs: something to play, not a model of walking. */
final class Walker {

  /** Right ankle to head, in the order of {@link JointSet#SMPL14}: x left, y up, z forward. */
  private static final double[][] REST = {
    {-0.10, -0.88, 0}, {-0.10, -0.45, 0.02}, {-0.09, -0.05, 0}, {0.09, -0.05, 0},
    {0.10, -0.45, 0.02}, {0.10, -0.88, 0}, {-0.30, -0.05, 0.05}, {-0.26, 0.18, 0},
    {-0.18, 0.44, 0}, {0.18, 0.44, 0}, {0.26, 0.18, 0}, {0.30, -0.05, 0.05},
    {0, 0.50, 0}, {0, 0.68, 0.03}
  };

  /** How far each joint swings forward and back, in metres, and in which half of the step. */
  private static final double[] SWING = {
    0.30, 0.14, 0, 0, -0.14, -0.30, -0.26, -0.12, 0, 0, 0.12, 0.26, 0, 0
  };

  private Walker() {}

  static JointTrack track(int frames, double fps, int variant) {
    float[] metres = new float[frames * REST.length * 3];
    for (int t = 0; t < frames; t++) {
      double phase = 2 * Math.PI * (0.8 + 0.05 * variant) * t / fps;
      double turn = 0.4 * Math.sin(0.5 * t / fps + variant);
      for (int j = 0; j < REST.length; j++) {
        double x = REST[j][0];
        double z = REST[j][2] + SWING[j] * Math.sin(phase);
        double y = REST[j][1] + Math.abs(SWING[j]) * 0.15 * (1 - Math.cos(2 * phase));
        int at = (t * REST.length + j) * 3;
        metres[at] = (float) (Math.cos(turn) * x + Math.sin(turn) * z);
        metres[at + 1] = (float) y;
        metres[at + 2] = (float) (-Math.sin(turn) * x + Math.cos(turn) * z);
      }
    }
    FloatGrid grid = FloatGrid.owning(metres, frames, REST.length, 3);
    return new JointTrack(JointSet.SMPL14, CoordinateFrame.CAMERA, fps, grid);
  }

  /** The same figure with a fixed offset and noise of so many metres in every joint. */
  static JointTrack shaken(JointTrack truth, double noise, Random random) {
    float[] metres = truth.metres().toArray();
    int perFrame = truth.joints().size() * 3;
    float[] offset = new float[perFrame];
    for (int i = 0; i < perFrame; i++) {
      offset[i] = (float) (0.03 * random.nextGaussian());
    }
    for (int i = 0; i < metres.length; i++) {
      metres[i] += offset[i % perFrame] + (float) (noise * random.nextGaussian());
    }
    return new JointTrack(
        truth.joints(),
        truth.frame(),
        truth.framesPerSecond(),
        FloatGrid.owning(metres, truth.metres().shape()));
  }
}
