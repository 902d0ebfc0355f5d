package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/**
 * A perspective camera that is still, pans or is held by hand: it turns, and never moves from its
 * place. Axes of the camera: x right, y down, z away.
 */
public final class SceneCamera {

  /** How it is held. */
  enum Hold {
    STILL,
    PAN,
    HAND
  }

  private static final int TREMBLES = 4;

  /** Height of a standing person, in metres. */
  private static final double TALL = 1.8;

  /** The shortest focal length of a camera that zooms, as a share of the longer side. */
  private static final double WIDEST = 0.4;

  private final int width;
  private final int height;
  private final double focal;
  private final double[] place;
  private final double yaw;
  private final double pitch;
  private final double roll;
  private final Hold hold;
  private final double[] amplitude = new double[3 * TREMBLES];
  private final double[] speed = new double[3 * TREMBLES];
  private final double[] phase = new double[3 * TREMBLES];

  /**
   * @param width of its picture, in pixels
   * @param height of its picture, in pixels
   * @param distance from the person, in metres
   * @param share of the height of the picture that a standing person fills
   * @param above by how much it aims too high, in metres
   */
  private SceneCamera(
      int width, int height, double distance, double share, double above, RandomStream draws) {
    this.width = width;
    this.height = height;
    double around = draws.uniform(-Math.PI, Math.PI);
    double eye = draws.uniform() < 0.75 ? draws.uniform(0.9, 1.8) : draws.uniform(0.4, 2.5);
    double aim = 0.92 + 0.08 * draws.normal() + above;
    this.place =
        new double[] {distance * StrictMath.sin(around), eye, distance * StrictMath.cos(around)};
    this.focal = share * height * distance / TALL;
    this.yaw = around + Math.PI + 0.12 * width / focal * draws.uniform(-1, 1);
    this.pitch = StrictMath.atan2(eye - aim, distance);
    this.roll = 0.03 * draws.normal();
    this.hold = Hold.values()[draws.below(Hold.values().length)];
    double most = hold == Hold.STILL ? 0 : hold == Hold.PAN ? 0.07 : 0.012;
    for (int i = 0; i < amplitude.length; i++) {
      boolean first = i % TREMBLES == 0;
      double size = hold == Hold.PAN ? (i == 0 ? 1 : 0.02) : first ? 1 : 0.35;
      double hertz =
          hold == Hold.PAN ? draws.uniform(0.05, 0.25) : draws.uniform(0.3, 1) * (1 + i % TREMBLES);
      amplitude[i] = most * size * draws.normal() * Math.min(1, 0.5 * width / focal);
      speed[i] = 2 * Math.PI * hertz;
      phase[i] = draws.uniform(0, 2 * Math.PI);
    }
  }

  /**
   * A camera that sees a standing person fill some share of the height of its picture.
   *
   * @param width of its picture, in pixels
   * @param height of its picture, in pixels
   */
  static SceneCamera drawn(int width, int height, RandomStream draws) {
    double distance = draws.uniform(2.4, 6.5);
    double share = draws.uniform(0.48, 0.76);
    return new SceneCamera(width, height, distance, share, 0, draws);
  }

  /**
   * A camera that may see people small or large, and does not always aim at them: a standing person
   * fills 10 to 95 % of the height of its picture.
   *
   * @param width of its picture, in pixels
   * @param height of its picture, in pixels
   */
  static SceneCamera zooming(int width, int height, RandomStream draws) {
    double share = StrictMath.exp(draws.uniform(StrictMath.log(0.1), StrictMath.log(0.95)));
    double tall = TALL / share;
    // Who is small is far away: a picture is not wider than a wide-angle lens has it.
    double far = WIDEST * Math.max(width, height) * tall / height;
    double distance = Math.max(draws.uniform(2.4, 6.5), far);
    double above = draws.uniform() < 0.5 ? 0 : 0.3 * tall * draws.uniform(-1, 1);
    return new SceneCamera(width, height, distance, share, above, draws);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Focal length, in pixels. */
  public double focalPixels() {
    return focal;
  }

  /** Where it is [3], in metres, y up from the ground. */
  public double[] place() {
    return place.clone();
  }

  /** The direction, level, from the camera to the middle of the scene. */
  double heading() {
    return yaw;
  }

  private double trembling(int axis, double seconds) {
    double sum = 0;
    for (int i = axis * TREMBLES; i < (axis + 1) * TREMBLES; i++) {
      sum += amplitude[i] * StrictMath.sin(speed[i] * seconds + phase[i]);
    }
    return sum;
  }

  /**
   * The rotation from the axes of the ground to those of the camera at a moment.
   *
   * @param matrix filled [9], row-major
   */
  public void turn(double seconds, double[] matrix) {
    double heading = yaw + trembling(0, seconds);
    double down = pitch + trembling(1, seconds);
    double lean = roll + 0.5 * trembling(2, seconds);
    double sinYaw = StrictMath.sin(heading);
    double cosYaw = StrictMath.cos(heading);
    double sinPitch = StrictMath.sin(down);
    double cosPitch = StrictMath.cos(down);
    double[] away = {sinYaw * cosPitch, -sinPitch, cosYaw * cosPitch};
    double[] right = {-cosYaw, 0, sinYaw};
    double[] below = {-sinYaw * sinPitch, -cosPitch, -cosYaw * sinPitch};
    double sin = StrictMath.sin(lean);
    double cos = StrictMath.cos(lean);
    for (int axis = 0; axis < 3; axis++) {
      matrix[axis] = cos * right[axis] + sin * below[axis];
      matrix[3 + axis] = -sin * right[axis] + cos * below[axis];
      matrix[6 + axis] = away[axis];
    }
  }
}
