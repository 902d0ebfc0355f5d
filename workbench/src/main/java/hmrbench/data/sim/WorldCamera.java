package hmrbench.data.sim;

import hmrbench.core.world.CameraPath;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;

/**
 * A camera in the world of a person who moves, in closed form given the path of the pelvis.
 *
 * <p>World: y up. Camera: x to its right, y up, z backwards. With compass c, pitch p (looking down)
 * and roll r, the turn from world to camera is Rx(p) Rz(r) Ry(-c), and a camera at distance d from
 * what it looks at is there plus d times its own z axis.
 *
 * <ul>
 *   <li>Still: compass, pitch and roll are given; it looks at the middle of the path, from {@link
 *       #DISTANCE} outside the circle around it.
 *   <li>Pan: at the same place; turned so that it looks at the {@link #aim}, which is the path's
 *       mean over {@link #AIM_SECONDS} before and after.
 *   <li>Hand-held: pan, with place and angles swaying.
 *   <li>Follow: always {@link #DISTANCE} from the aim, in a direction that wanders slowly about the
 *       given one, swaying as when it is hand-held.
 * </ul>
 */
public final class WorldCamera {

  private static final double DISTANCE = 3.5;
  private static final double AIM_SECONDS = 0.5;

  /** Amplitudes of the slower and of the quicker sway: of the place in metres, of angles. */
  private static final double[] PLACE_SWAY = {0.03, 0.008};

  private static final double[] ANGLE_SWAY = {0.02, 0.006};

  /** How far the direction from which it follows wanders, in radians. */
  private static final double WANDER = 0.5;

  /** Purpose of the random stream. */
  private static final long CAMERA = 16;

  private static final double TURN = 2 * Math.PI;

  private final CameraMotion kind;
  private final double compass;
  private final double pitch;
  private final double roll;
  private final double perSecond;
  private final PelvisPath aim;
  private final double[] tripod = new double[3];
  private final Sway[] places = new Sway[3];
  private final Sway[] angles = new Sway[3];
  private final Sway around;

  /**
   * @param kind not each in turn
   * @param seed key of the sequence
   * @param compass about which it looks: 0 is from +z
   * @param pitch how far it looks down, where it is still
   * @param roll how far it is turned about its line of sight
   * @param path of the pelvis
   */
  public WorldCamera(
      CameraMotion kind, long seed, double compass, double pitch, double roll, PelvisPath path) {
    this.kind = kind;
    this.compass = compass;
    this.pitch = pitch;
    this.roll = roll;
    this.perSecond = path.perSecond();
    this.aim = path.smoothed(AIM_SECONDS);
    RandomStream draws = RandomStream.of(seed, CAMERA);
    for (int axis = 0; axis < 3; axis++) {
      places[axis] = new Sway(PLACE_SWAY, draws);
      angles[axis] = new Sway(ANGLE_SWAY, draws);
    }
    around = new Sway(new double[] {WANDER, 0}, draws);
    double[] turn = new double[9];
    turn(compass, pitch, roll, turn);
    double radius = 0;
    for (int axis = 0; axis < 3; axis++) {
      double low = extreme(path, axis, -1);
      double high = extreme(path, axis, 1);
      tripod[axis] = (low + high) / 2;
      radius = axis == 1 ? radius : Math.hypot(radius, (high - low) / 2);
    }
    for (int axis = 0; axis < 3; axis++) {
      tripod[axis] += (DISTANCE + radius) * turn[6 + axis];
    }
  }

  private static double extreme(PelvisPath path, int axis, int sign) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = path.first(); i < path.end(); i++) {
      most = Math.max(most, sign * path.at(i, axis));
    }
    return sign * most;
  }

  /** World to camera, filled [9]. */
  private static void turn(double compass, double pitch, double roll, double[] matrix) {
    double[] x = new double[9];
    double[] z = new double[9];
    double[] y = new double[9];
    double[] product = new double[9];
    SimulatedMotion.fromEuler(pitch, 0, 0, x, 0);
    SimulatedMotion.fromEuler(0, 0, roll, z, 0);
    SimulatedMotion.fromEuler(0, -compass, 0, y, 0);
    Skeleton.multiply(x, 0, z, 0, product, 0);
    Skeleton.multiply(product, 0, y, 0, matrix, 0);
  }

  /**
   * The camera at the moment of a number of the path.
   *
   * @param worldToCamera filled [9], row-major
   * @param centre filled [3], in metres
   */
  public void at(int moment, double[] worldToCamera, double[] centre) {
    double seconds = moment / perSecond;
    double held = kind == CameraMotion.HAND_HELD || kind == CameraMotion.FOLLOW ? 1 : 0;
    System.arraycopy(tripod, 0, centre, 0, 3);
    if (kind == CameraMotion.FOLLOW) {
      turn(compass + around.at(seconds), pitch, 0, worldToCamera);
      for (int axis = 0; axis < 3; axis++) {
        centre[axis] = aim.at(moment, axis) + DISTANCE * worldToCamera[6 + axis];
      }
    }
    if (kind == CameraMotion.STILL) {
      turn(compass, pitch, roll, worldToCamera);
      return;
    }
    for (int axis = 0; axis < 3; axis++) {
      centre[axis] += held * places[axis].at(seconds);
    }
    double x = centre[0] - aim.at(moment, 0);
    double z = centre[2] - aim.at(moment, 2);
    turn(
        StrictMath.atan2(x, z) + held * angles[0].at(seconds),
        StrictMath.atan2(centre[1] - aim.at(moment, 1), StrictMath.hypot(x, z))
            + held * angles[1].at(seconds),
        roll + held * angles[2].at(seconds),
        worldToCamera);
  }

  /** Its path over the moments of some numbers. */
  public CameraPath along(int... moments) {
    double[] turns = new double[moments.length * 9];
    double[] centres = new double[moments.length * 3];
    double[] worldToCamera = new double[9];
    double[] centre = new double[3];
    for (int t = 0; t < moments.length; t++) {
      at(moments[t], worldToCamera, centre);
      System.arraycopy(centre, 0, centres, t * 3, 3);
      System.arraycopy(worldToCamera, 0, turns, t * 9, 9);
    }
    return new CameraPath(
        Orientations.owning(turns).transposed(), Positions.owning(moments.length, 1, centres));
  }

  /** A slow and a quicker sine. */
  private static final class Sway {
    private final double[] amplitudes;
    private final double[] speeds;
    private final double[] phases;

    Sway(double[] amplitudes, RandomStream draws) {
      this.amplitudes = amplitudes.clone();
      speeds = new double[] {TURN * draws.uniform(0.1, 0.4), TURN * draws.uniform(0.8, 2)};
      phases = new double[] {draws.uniform(0, TURN), draws.uniform(0, TURN)};
    }

    double at(double seconds) {
      return amplitudes[0] * StrictMath.sin(speeds[0] * seconds + phases[0])
          + amplitudes[1] * StrictMath.sin(speeds[1] * seconds + phases[1]);
    }
  }
}
