package hmrbench.data.sim;

import java.util.Optional;

/**
 * A performance as a function of time: rotations of all joints and the camera, in closed form, so
 * that it is exact at any frame rate and at any moment. Twice continuously differentiable.
 *
 * <p>One activity, or two with a crossfade; a slow sway of every angle; the whole body turned into
 * the view of a camera that wanders a little.
 */
final class SimulatedMotion {

  private static final double TURN = 2 * Math.PI;
  private static final int ANGLES = Skeleton.JOINTS * 3;

  private static final double CROSSFADE_SECONDS = 1.2;

  /** Sway per angle is a sum of this many sines. */
  private static final int SWAY_TERMS = 3;

  /**
   * Standard deviation of an amplitude of the sway: radians, of most joints and of feet and hands.
   */
  private static final double SWAY = 0.05 * 1.4 / Math.sqrt(SWAY_TERMS);

  private static final double SWAY_OF_ENDS = 0.02 * 1.4 / Math.sqrt(SWAY_TERMS);

  // Purposes of random streams.
  private static final long FIRST = 11;
  private static final long SECOND = 12;
  private static final long CROSSFADE = 13;
  private static final long SWAYING = 14;

  private final EulerCurves first;
  private final Optional<EulerCurves> second;
  private final double crossfadeStart;
  private final double[] swayAmplitude = new double[ANGLES * SWAY_TERMS];
  private final double[] swaySpeed = new double[ANGLES * SWAY_TERMS];
  private final double[] swayPhase = new double[ANGLES * SWAY_TERMS];
  private final double firstGait;
  private final double secondGait;
  private final CameraView view;

  private final double[] angles = new double[ANGLES];
  private final double[] otherAngles = new double[ANGLES];
  private final double[] turn = new double[9];
  private final double[] root = new double[9];

  /**
   * Draws a performance.
   *
   * @param seed key of the sequence
   * @param seconds its length
   */
  SimulatedMotion(long seed, Activity activity, Optional<Activity> next, double seconds) {
    first = activity.perform(RandomStream.of(seed, FIRST), seconds);
    second = next.map(other -> other.perform(RandomStream.of(seed, SECOND), seconds));
    crossfadeStart = RandomStream.of(seed, CROSSFADE).uniform(0.3, 0.6) * seconds;
    firstGait = Activities.travels(activity) ? 1 : 0;
    secondGait = next.filter(Activities::travels).isPresent() ? 1 : 0;
    drawSway(RandomStream.of(seed, SWAYING));
    view = CameraView.drawn(seed);
  }

  private void drawSway(RandomStream draws) {
    for (int i = 0; i < swayAmplitude.length; i++) {
      int joint = i / SWAY_TERMS / 3;
      boolean end = joint == 10 || joint == 11 || joint == 22 || joint == 23;
      swayAmplitude[i] = (end ? SWAY_OF_ENDS : SWAY) * draws.normal();
      swaySpeed[i] = TURN * draws.uniform(0.1, 0.7);
      swayPhase[i] = draws.uniform(0, TURN);
    }
  }

  /**
   * The pose at a moment, in the axes of the camera that wanders.
   *
   * @param seconds the moment; also before 0
   * @param rotations filled with rotations relative to the parent [24 * 9]
   */
  void rotations(double seconds, double[] rotations) {
    view.turn(seconds, turn);
    pose(seconds, rotations);
  }

  /**
   * The pose at a moment in axes with y up: the person faces z where the heading is 0.
   *
   * @param seconds the moment; also before 0
   * @param rotations filled with rotations relative to the parent [24 * 9]
   */
  void upright(double seconds, double[] rotations) {
    fromEuler(0, view.heading(seconds), 0, turn, 0);
    pose(seconds, rotations);
  }

  /** The pose, its root turned by {@link #turn}. */
  private void pose(double seconds, double[] rotations) {
    first.at(seconds, angles);
    second.ifPresent(curves -> crossfade(curves, seconds));
    for (int i = 0; i < swayAmplitude.length; i++) {
      angles[i / SWAY_TERMS] +=
          swayAmplitude[i] * StrictMath.sin(swaySpeed[i] * seconds + swayPhase[i]);
    }
    for (int j = 0; j < Skeleton.JOINTS; j++) {
      fromEuler(angles[j * 3], angles[j * 3 + 1], angles[j * 3 + 2], rotations, j * 9);
    }
    System.arraycopy(rotations, 0, root, 0, 9);
    Skeleton.multiply(turn, 0, root, 0, rotations, 0);
  }

  /** How much of a walk or a run the motion is at a moment, 0 to 1. */
  double gait(double seconds) {
    double weight = Ease.step((seconds - crossfadeStart) / CROSSFADE_SECONDS);
    return second.isEmpty() ? firstGait : (1 - weight) * firstGait + weight * secondGait;
  }

  /** What the camera does where the set knows no world. */
  CameraView view() {
    return view;
  }

  private void crossfade(EulerCurves other, double seconds) {
    double weight = Ease.step((seconds - crossfadeStart) / CROSSFADE_SECONDS);
    if (weight == 0) {
      return;
    }
    other.at(seconds, otherAngles);
    for (int i = 0; i < ANGLES; i++) {
      angles[i] = (1 - weight) * angles[i] + weight * otherAngles[i];
    }
  }

  /** The weak-perspective camera at a moment, filled: scale, x and y translation in metres. */
  void camera(double seconds, double[] camera) {
    view.camera(seconds, camera);
  }

  /** R = Ry Rx Rz, row-major. */
  static void fromEuler(double x, double y, double z, double[] matrix, int from) {
    double cx = StrictMath.cos(x);
    double sx = StrictMath.sin(x);
    double cy = StrictMath.cos(y);
    double sy = StrictMath.sin(y);
    double cz = StrictMath.cos(z);
    double sz = StrictMath.sin(z);
    matrix[from] = cy * cz + sy * sx * sz;
    matrix[from + 1] = sy * sx * cz - cy * sz;
    matrix[from + 2] = sy * cx;
    matrix[from + 3] = cx * sz;
    matrix[from + 4] = cx * cz;
    matrix[from + 5] = -sx;
    matrix[from + 6] = cy * sx * sz - sy * cz;
    matrix[from + 7] = sy * sz + cy * sx * cz;
    matrix[from + 8] = cy * cx;
  }
}
