package hmrbench.metric.world;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.WorldBody;
import hmrbench.core.world.WorldRoot;
import hmrbench.core.world.WorldTrack;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A body that walks in a circle and turns, and a prediction that is a little small, turns slowly
 * away and trembles: formulas and numbers are those of the protocol notes, which had them from
 * numpy.
 */
final class FixtureF {

  static final int JOINTS = 24;
  static final double FPS = 30;

  private FixtureF() {}

  /** Rotation about y. */
  static double[] yaw(double a) {
    return new double[] {Math.cos(a), 0, Math.sin(a), 0, 1, 0, -Math.sin(a), 0, Math.cos(a)};
  }

  private static double[] times(double[] m, double x, double y, double z) {
    return new double[] {
      m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z
    };
  }

  private static double[] truthAt(int t, int j) {
    double[] turned =
        times(
            yaw(-0.02 * t),
            0.1 * (j % 3 - 1),
            0.07 * j - 0.8,
            0.05 * (7 * j % 5 - 2) + 0.05 * Math.sin(0.3 * t + j));
    return new double[] {
      turned[0] + 2 * Math.cos(0.02 * t),
      turned[1] + 0.9 + 0.02 * Math.sin(0.5 * t),
      turned[2] + 2 * Math.sin(0.02 * t)
    };
  }

  private static double[] predictedAt(int t, int j) {
    double[] g = truthAt(t, j);
    double[] turned = times(yaw(0.0005 * t), g[0], g[1], g[2]);
    double[] shift = {0.1, -0.05, 0.2};
    double[] p = new double[3];
    for (int c = 0; c < 3; c++) {
      p[c] = 0.97 * turned[c] + shift[c] + 0.003 * Math.sin(1.7 * t + 2.3 * j + 0.9 * c);
    }
    return p;
  }

  private static Positions positions(
      int frames, int joints, java.util.function.IntFunction<double[]> at) {
    double[] values = new double[frames * joints * 3];
    for (int i = 0; i < frames * joints; i++) {
      System.arraycopy(at.apply(i), 0, values, i * 3, 3);
    }
    return Positions.owning(frames, joints, values);
  }

  static Positions truth(int frames) {
    return positions(frames, JOINTS, i -> truthAt(i / JOINTS, i % JOINTS));
  }

  static Positions predicted(int frames) {
    return positions(frames, JOINTS, i -> predictedAt(i / JOINTS, i % JOINTS));
  }

  static Orientations orientations(int frames, boolean predicted) {
    Orientations truth = yaws(frames, -0.02);
    return predicted ? yaws(frames, 0.0005).after(truth) : truth;
  }

  private static Orientations yaws(int frames, double perFrame) {
    double[] values = new double[frames * 9];
    for (int t = 0; t < frames; t++) {
      System.arraycopy(yaw(perFrame * t), 0, values, t * 9, 9);
    }
    return Orientations.owning(values);
  }

  static WorldPair pair(int frames) {
    return new WorldPair(
        body(truth(frames), orientations(frames, false)),
        body(predicted(frames), orientations(frames, true)));
  }

  /** The pelvis serves as the translation, joints 7, 8, 10 and 11 for the soles. */
  private static WorldBody body(Positions joints, Orientations orientations) {
    return new WorldBody(
        new WorldTrack(JointSet.SMPL24, FPS, joints),
        new WorldRoot(orientations, joints.point(0)),
        Optional.empty());
  }

  static Positions points(Positions all, int... points) {
    return positions(
        all.frames(),
        points.length,
        i -> {
          int t = i / points.length;
          int p = points[i % points.length];
          return new double[] {all.at(t, p, 0), all.at(t, p, 1), all.at(t, p, 2)};
        });
  }

  /** As a track in single precision, as if it were a camera's; the root is amid joints 1 and 2. */
  static JointTrack track(Positions all, int joints) {
    float[] metres = new float[all.frames() * joints * 3];
    for (int i = 0; i < metres.length; i++) {
      metres[i] = (float) all.at(i / (joints * 3), i / 3 % joints, i % 3);
    }
    JointSet set =
        new JointSet(
            "fixture",
            JointSet.SMPL24.joints().subList(0, joints),
            Joint.LEFT_HIP,
            Joint.RIGHT_HIP);
    return new JointTrack(
        set, CoordinateFrame.CAMERA, FPS, FloatGrid.owning(metres, all.frames(), joints, 3));
  }

  static FrameMask all(int frames) {
    return FrameMask.all(frames);
  }

  static java.util.List<Integer> frames(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
