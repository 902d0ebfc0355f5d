package hmrbench.scene;

import hmrbench.body.BodyArrays;
import hmrbench.data.BodyMotion;
import hmrbench.data.sim.RandomStream;

/** A dressed person who moves on the ground. Not for two threads at once. */
final class DressedPerson implements SceneObject {

  private static final int JOINTS = BodyArrays.JOINTS;

  private final FigureMesh mesh;
  private final BodyMotion motion;
  private final Appearance look;
  private final Path path;
  private final float[] rest;
  private final float[] thickness;
  private final double[] restJoints;
  private final double[] local = new double[JOINTS * 9];
  private final double[] global = new double[JOINTS * 9];
  private final double[] joints = new double[JOINTS * 3];
  private final float[] moves = new float[JOINTS * 12];
  private final float[] normals;

  DressedPerson(FigureMesh mesh, BodyMotion motion, Appearance look, Path path) {
    this.mesh = mesh;
    this.motion = motion;
    this.look = look;
    this.path = path;
    this.rest = mesh.shaped(motion.betas());
    this.restJoints = mesh.body().restJoints(motion.betas());
    this.normals = new float[mesh.vertices() * 3];
    this.thickness = new float[mesh.vertices()];
    float[] places = mesh.template();
    for (int v = 0; v < thickness.length; v++) {
      thickness[v] = look.thickness(places[v * 3], places[v * 3 + 1], places[v * 3 + 2]);
    }
  }

  /** Where a person goes: slow curves about a middle, which may move. */
  static final class Path {
    private final double x;
    private final double z;
    private final double byX;
    private final double byZ;
    private final double seconds;
    private final double reach;
    private final double speed;
    private final double phase;

    /**
     * @param x middle, in metres
     * @param z middle, in metres
     * @param reach how far it leads from there, in metres
     */
    Path(double x, double z, double reach, RandomStream draws) {
      this(new double[] {x, z}, new double[] {x, z}, 1, reach, draws);
    }

    /**
     * @param from where the middle is at first, x and z, in metres
     * @param to where it is at last
     * @param seconds how long it takes
     * @param reach how far it leads from the middle, in metres
     */
    Path(double[] from, double[] to, double seconds, double reach, RandomStream draws) {
      this.x = from[0];
      this.z = from[1];
      this.byX = to[0] - from[0];
      this.byZ = to[1] - from[1];
      this.seconds = seconds;
      this.reach = reach;
      this.speed = draws.uniform(0.2, 0.7);
      this.phase = draws.uniform(0, 2 * Math.PI);
    }

    double x(double at) {
      return x + byX * done(at) + reach * StrictMath.sin(speed * at + phase);
    }

    double z(double at) {
      return z + byZ * done(at) + reach * StrictMath.sin(0.7 * speed * at + 2 * phase);
    }

    /** The share of the way at a moment: slow at first and at last. */
    private double done(double at) {
      double share = Math.max(0, Math.min(1, at / seconds));
      return share * share * (3 - 2 * share);
    }
  }

  @Override
  public int vertices() {
    return mesh.vertices();
  }

  @Override
  public int[] faces() {
    return mesh.faces();
  }

  @Override
  public float[] restPlaces() {
    return mesh.template();
  }

  @Override
  public Skin skin() {
    return look;
  }

  BodyMotion motion() {
    return motion;
  }

  FigureMesh mesh() {
    return mesh;
  }

  /** Rotations relative to the parent [24 * 9] at the last moment that was placed; a view. */
  double[] rotations() {
    return local;
  }

  /** Places of the joints [24 * 3] at the last moment that was placed; a view. */
  double[] joints() {
    return joints;
  }

  @Override
  public void place(double seconds, float[] world) {
    motion.rotations(seconds, local);
    System.arraycopy(local, 0, global, 0, 9);
    System.arraycopy(restJoints, 0, joints, 0, 3);
    for (int joint = 1; joint < JOINTS; joint++) {
      attach(joint, mesh.parent(joint));
    }
    for (int joint = 0; joint < JOINTS; joint++) {
      movement(joint);
    }
    mesh.skin(rest, moves, world);
    Normals.of(world, mesh.faces(), normals);
    float lowest = Float.POSITIVE_INFINITY;
    for (int v = 0; v < thickness.length; v++) {
      for (int axis = 0; axis < 3; axis++) {
        world[v * 3 + axis] += thickness[v] * normals[v * 3 + axis];
      }
      lowest = Math.min(lowest, world[v * 3 + 1]);
    }
    shift((float) path.x(seconds), -lowest, (float) path.z(seconds), world);
  }

  /** The person stands with the lowest point on the ground. */
  private void shift(float x, float y, float z, float[] world) {
    for (int v = 0; v < thickness.length; v++) {
      world[v * 3] += x;
      world[v * 3 + 1] += y;
      world[v * 3 + 2] += z;
    }
    for (int joint = 0; joint < JOINTS; joint++) {
      joints[joint * 3] += x;
      joints[joint * 3 + 1] += y;
      joints[joint * 3 + 2] += z;
    }
  }

  private void attach(int joint, int parent) {
    double x = restJoints[joint * 3] - restJoints[parent * 3];
    double y = restJoints[joint * 3 + 1] - restJoints[parent * 3 + 1];
    double z = restJoints[joint * 3 + 2] - restJoints[parent * 3 + 2];
    for (int row = 0; row < 3; row++) {
      double a = global[parent * 9 + row * 3];
      double b = global[parent * 9 + row * 3 + 1];
      double c = global[parent * 9 + row * 3 + 2];
      joints[joint * 3 + row] = joints[parent * 3 + row] + a * x + b * y + c * z;
      for (int column = 0; column < 3; column++) {
        global[joint * 9 + row * 3 + column] =
            a * local[joint * 9 + column]
                + b * local[joint * 9 + 3 + column]
                + c * local[joint * 9 + 6 + column];
      }
    }
  }

  /** x -> R x + t takes a point of the rest mesh along with the joint. */
  private void movement(int joint) {
    for (int row = 0; row < 3; row++) {
      double shift = joints[joint * 3 + row];
      for (int axis = 0; axis < 3; axis++) {
        double entry = global[joint * 9 + row * 3 + axis];
        moves[joint * 12 + row * 3 + axis] = (float) entry;
        shift -= entry * restJoints[joint * 3 + axis];
      }
      moves[joint * 12 + 9 + row] = (float) shift;
    }
  }
}
