package hmrbench.scene;

import hmrbench.body.BodyArrays;
import hmrbench.core.FloatGrid;
import hmrbench.picture.geometry.Box;

/** A scene at a moment, and what is true of a person of it then. */
public final class SceneMoment {

  private static final int JOINTS = BodyArrays.JOINTS;

  private final Scene scene;
  private final int who;
  private final double seconds;
  private final double[] turn = new double[9];
  private final double[] rotations = new double[JOINTS * 9];
  private final double[] joints = new double[JOINTS * 3];

  SceneMoment(Scene scene, int who, double seconds) {
    this.scene = scene;
    this.who = who;
    this.seconds = seconds;
    scene.camera().turn(seconds, turn);
    DressedPerson person = scene.person(who);
    System.arraycopy(person.rotations(), 0, rotations, 0, rotations.length);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += turn[row * 3 + k] * person.rotations()[k * 3 + column];
        }
        rotations[row * 3 + column] = sum;
      }
    }
    double[] place = scene.camera().place();
    for (int joint = 0; joint < JOINTS; joint++) {
      for (int row = 0; row < 3; row++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += turn[row * 3 + k] * (person.joints()[joint * 3 + k] - place[k]);
        }
        joints[joint * 3 + row] = sum;
      }
    }
  }

  public Scene scene() {
    return scene;
  }

  /** The same moment, and what is true of another who is filmed. */
  public SceneMoment of(int person) {
    return new SceneMoment(scene, person, seconds);
  }

  /** Shape of the person [10]. */
  public double[] betas() {
    return scene.person(who).motion().betas();
  }

  public double seconds() {
    return seconds;
  }

  /** Rotations relative to the parent [24 * 9], the first in axes of the camera. */
  public double[] rotations() {
    return rotations.clone();
  }

  /** Joints [24 * 3] in axes of the camera, from the camera, in metres. */
  public double[] joints() {
    return joints.clone();
  }

  /** The person's mesh [V, 3] in axes of the camera, with clothes, in metres. */
  public FloatGrid mesh() {
    float[] world = scene.objects().get(who).world();
    float[] metres = new float[world.length];
    double[] place = scene.camera().place();
    for (int at = 0; at < world.length; at += 3) {
      for (int row = 0; row < 3; row++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += turn[row * 3 + k] * (world[at + k] - place[k]);
        }
        metres[at + row] = (float) sum;
      }
    }
    return FloatGrid.owning(metres, world.length / 3, 3);
  }

  /** The upright box around the person in the camera's picture, seen or hidden, in pixels. */
  public Box box() {
    float[] world = scene.objects().get(who).world();
    double[] place = scene.camera().place();
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int at = 0; at < world.length; at += 3) {
      double x = world[at] - place[0];
      double y = world[at + 1] - place[1];
      double z = world[at + 2] - place[2];
      double over = 1 / Math.max(0.1, turn[6] * x + turn[7] * y + turn[8] * z);
      double across = (turn[0] * x + turn[1] * y + turn[2] * z) * over;
      double down = (turn[3] * x + turn[4] * y + turn[5] * z) * over;
      left = Math.min(left, across);
      right = Math.max(right, across);
      top = Math.min(top, down);
      bottom = Math.max(bottom, down);
    }
    return Box.between(column(left), row(top), column(right), row(bottom));
  }

  /** Column of a direction, counted from the middle of the first pixel. */
  private double column(double slope) {
    return scene.camera().focalPixels() * slope + scene.camera().width() / 2.0 - 0.5;
  }

  private double row(double slope) {
    return scene.camera().focalPixels() * slope + scene.camera().height() / 2.0 - 0.5;
  }

  /**
   * The weak-perspective camera of a crop that puts the pelvis where it is, at its true size: scale
   * in half crops per metre, then the shift to the right and down in metres.
   *
   * @param crop the square that is cropped, in pixels of the camera's picture
   */
  public double[] cropCamera(Box crop) {
    double half = crop.width() / 2;
    double scale = scene.camera().focalPixels() / joints[2] / half;
    double x = (column(joints[0] / joints[2]) - crop.centreX()) / half;
    double y = (row(joints[1] / joints[2]) - crop.centreY()) / half;
    return new double[] {scale, x / scale, y / scale};
  }

  /**
   * Where the joints are in a crop [24 * 2]: across and down, -1 to 1 over the crop.
   *
   * @param crop the square that is cropped, in pixels of the camera's picture
   */
  public double[] inCrop(Box crop) {
    double half = crop.width() / 2;
    double[] places = new double[JOINTS * 2];
    for (int joint = 0; joint < JOINTS; joint++) {
      double away = Math.max(0.1, joints[joint * 3 + 2]);
      places[joint * 2] = (column(joints[joint * 3] / away) - crop.centreX()) / half;
      places[joint * 2 + 1] = (row(joints[joint * 3 + 1] / away) - crop.centreY()) / half;
    }
    return places;
  }
}
