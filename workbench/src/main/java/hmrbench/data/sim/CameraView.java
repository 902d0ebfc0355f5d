package hmrbench.data.sim;

/**
 * Where the camera stands, as a rotation of the whole body, and how it frames the person. It turns
 * and wanders slowly with time.
 */
public final class CameraView {

  private static final double TURN = 2 * Math.PI;

  /** Purpose of the random stream. */
  private static final long VIEW = 15;

  private final double yaw;
  private final double yawPerSecond;
  private final Wander yawWander;
  private final Wander pitch;
  private final Wander roll;
  private final Wander scale;
  private final Wander x;
  private final Wander y;
  private final double[] yawTurn = new double[9];
  private final double[] pitchTurn = new double[9];
  private final double[] rollTurn = new double[9];
  private final double[] product = new double[9];

  private CameraView(RandomStream draws) {
    yaw = draws.uniform(-Math.PI, Math.PI);
    yawPerSecond = draws.uniform(-0.25, 0.25);
    yawWander = new Wander(0, draws.uniform(0, 0.5), 0.03, 0.12, draws);
    pitch = new Wander(0.12 * draws.normal(), 0.03, 0.05, 0.3, draws);
    roll = new Wander(0.04 * draws.normal(), 0.02, 0.05, 0.3, draws);
    scale = new Wander(0.85 + 0.08 * draws.normal(), 0.05, 0.05, 0.2, draws);
    x = new Wander(0.05 * draws.normal(), 0.05, 0.1, 0.3, draws);
    y = new Wander(0.05 * draws.normal(), 0.03, 0.1, 0.4, draws);
  }

  /** Another camera for every key of a sequence. */
  public static CameraView drawn(long seed) {
    return new CameraView(RandomStream.of(seed, VIEW));
  }

  /**
   * The rotation from upright axes (y up) to the camera's, V = Rx(pitch) Rz(roll) Ry(yaw).
   *
   * @param matrix filled [9], row-major
   */
  public void turn(double seconds, double[] matrix) {
    SimulatedMotion.fromEuler(0, heading(seconds), 0, yawTurn, 0);
    SimulatedMotion.fromEuler(pitch.at(seconds), 0, 0, pitchTurn, 0);
    SimulatedMotion.fromEuler(0, 0, roll.at(seconds), rollTurn, 0);
    Skeleton.multiply(pitchTurn, 0, rollTurn, 0, product, 0);
    Skeleton.multiply(product, 0, yawTurn, 0, matrix, 0);
  }

  /** The turn about the upright axis, in radians; the person's own where the camera is still. */
  public double heading(double seconds) {
    return yaw + yawPerSecond * seconds + yawWander.at(seconds);
  }

  /** How far the camera looks down, in radians. */
  public double pitch(double seconds) {
    return pitch.at(seconds);
  }

  /** How far the camera is turned about the line of sight, in radians. */
  public double roll(double seconds) {
    return roll.at(seconds);
  }

  /** The weak-perspective camera, filled [3]: scale, x and y translation in metres. */
  public void camera(double seconds, double[] camera) {
    camera[0] = scale.at(seconds);
    camera[1] = x.at(seconds);
    camera[2] = y.at(seconds);
  }

  /** A constant and one slow sine. */
  private static final class Wander {

    private final double middle;
    private final double amplitude;
    private final double speed;
    private final double phase;

    Wander(double middle, double amplitude, double lowHertz, double highHertz, RandomStream draws) {
      this.middle = middle;
      this.amplitude = amplitude;
      this.speed = TURN * draws.uniform(lowHertz, highHertz);
      this.phase = draws.uniform(0, TURN);
    }

    double at(double seconds) {
      return middle + amplitude * StrictMath.sin(speed * seconds + phase);
    }
  }
}
