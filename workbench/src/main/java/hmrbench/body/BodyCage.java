package hmrbench.body;

import hmrbench.body.Subdivision.PolygonMesh;
import hmrbench.data.sim.Skeleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The coarse closed mesh of the embedded body: rings of ten points around torso and head, of six
 * around limbs and thumbs, bridged by quadrilaterals. All sizes are our own, in metres, for a
 * person of 1.75 m in the rest pose of {@link Skeleton}.
 *
 * <p>Every vertex carries, besides its place, how it hangs on the joints: <i>anchors</i> say how
 * the rest place follows the rest joints when the shape changes, <i>skin</i> says how it follows
 * their rotations.
 */
final class BodyCage {

  /** What a vertex carries: offset from its anchors, anchors, skin. */
  static final int OFFSET = 0;

  static final int ANCHORS = 3;
  static final int SKIN = ANCHORS + Skeleton.JOINTS;
  static final int NUMBERS = SKIN + Skeleton.JOINTS;

  private static final int PELVIS = 0;
  private static final int SPINE3 = 9;
  private static final int HEAD = 15;

  /** Joints from the pelvis to the head by height, with the reach of each bend. */
  private static final Chain TRUNK =
      new Chain(1, new int[] {0, 3, 6, 9, 12, 15}, 0, 0.07, 0.07, 0.07, 0.05, 0.05);

  /** Rings of the torso and the head: height, half width, front, back, side joint, share of it. */
  private static final double[][] TORSO = {
    {-0.115, 0.158, 0.090, -0.125, 1, 0.75},
    {-0.030, 0.172, 0.105, -0.130, 1, 0.40},
    {0.055, 0.150, 0.105, -0.105, 1, 0.10},
    {0.145, 0.136, 0.100, -0.090, 9, 0},
    {0.230, 0.150, 0.110, -0.105, 9, 0},
    {0.310, 0.165, 0.118, -0.120, 16, 0.45},
    {0.385, 0.165, 0.105, -0.122, 16, 0.60},
    {0.450, 0.140, 0.055, -0.105, 16, 0.60},
    {0.488, 0.085, 0.032, -0.090, 13, 0.40},
    {0.525, 0.066, 0.036, -0.086, 12, 0},
    {0.570, 0.064, 0.056, -0.080, 12, 0},
    {0.605, 0.078, 0.104, -0.086, 15, 0},
    {0.660, 0.094, 0.124, -0.098, 15, 0},
    {0.730, 0.096, 0.116, -0.108, 15, 0},
    {0.795, 0.080, 0.092, -0.092, 15, 0},
    {0.828, 0.044, 0.050, -0.054, 15, 0}
  };

  /** Which gaps between torso rings the arms grow out of. */
  private static final int ARM_BELOW = 5;

  private static final int ARM_ABOVE = 7;

  /** Corners of half a torso ring between which the arm lies. */
  private static final int ARM_FRONT = 2;

  private static final int ARM_BACK = 3;

  /** Rings of the left leg: height, middle (x, z), half width, half depth. */
  private static final double[][] LEG = {
    {-0.200, 0.093, -0.010, 0.096, 0.108},
    {-0.330, 0.103, -0.004, 0.080, 0.086},
    {-0.470, 0.110, 0.002, 0.062, 0.068},
    {-0.570, 0.114, -0.018, 0.065, 0.072},
    {-0.690, 0.112, -0.022, 0.052, 0.058},
    {-0.810, 0.110, -0.024, 0.040, 0.046},
    {-0.880, 0.110, -0.028, 0.043, 0.056}
  };

  private static final Chain LEFT_LEG =
      new Chain(1, new int[] {0, 1, 4, 7}, 0, 0.09, 0.09, 0.06).downwards();

  /**
   * Rings of the left foot, heel to toes: middle x, half width; then height and z of the top, of
   * the upper sides, of the lower sides and of the bottom.
   */
  private static final double[][] FOOT = {
    {0.112, 0.042, -0.905, 0.052, -0.930, 0.022, -0.985, -0.062, -0.990, -0.078},
    {0.120, 0.044, -0.925, 0.078, -0.948, 0.062, -0.990, 0.030, -0.990, 0.020},
    {0.130, 0.052, -0.945, 0.118, -0.960, 0.112, -0.990, 0.100, -0.990, 0.095},
    {0.134, 0.050, -0.958, 0.165, -0.968, 0.162, -0.990, 0.155, -0.990, 0.155},
    {0.132, 0.032, -0.966, 0.190, -0.970, 0.186, -0.986, 0.182, -0.986, 0.184}
  };

  private static final Chain LEFT_FOOT = new Chain(2, new int[] {7, 10}, 0, 0.05);

  /** Rings of the left arm: x, middle (y, z), half height, half depth. */
  private static final double[][] ARM = {
    {0.205, 0.430, -0.032, 0.070, 0.068},
    {0.290, 0.432, -0.034, 0.058, 0.058},
    {0.370, 0.432, -0.038, 0.051, 0.052},
    {0.450, 0.430, -0.042, 0.045, 0.047},
    {0.530, 0.430, -0.040, 0.047, 0.050},
    {0.620, 0.430, -0.040, 0.038, 0.042},
    {0.700, 0.430, -0.040, 0.029, 0.036},
    {0.745, 0.430, -0.040, 0.026, 0.049},
    {0.800, 0.429, -0.042, 0.022, 0.053},
    {0.850, 0.427, -0.043, 0.018, 0.049},
    {0.893, 0.425, -0.045, 0.013, 0.038}
  };

  private static final Chain LEFT_ARM =
      new Chain(0, new int[] {13, 16, 18, 20, 22}, 0, 0.08, 0.08, 0.04, 0.04);

  /** The thumb grows out between these rings of the arm. */
  private static final int THUMB_FROM = 7;

  /** Rings of the left thumb: middle (x, y, z), half width, half height. */
  private static final double[][] THUMB = {
    {0.792, 0.424, 0.026, 0.018, 0.018}, {0.824, 0.420, 0.054, 0.014, 0.014}
  };

  private static final double THUMB_LEAN = 0.6;

  private final double[][] joints;
  private final List<double[]> vertices = new ArrayList<>();
  private final List<List<Integer>> faces = new ArrayList<>();

  private BodyCage(double[][] joints) {
    this.joints = joints;
  }

  /**
   * The cage.
   *
   * @param joints rest joints [24][3]
   */
  static PolygonMesh around(double[][] joints) {
    BodyCage cage = new BodyCage(joints);
    List<List<Integer>> torso = cage.torso();
    for (int side : new int[] {1, -1}) {
      cage.leg(side, half(torso.get(0), side));
      cage.arm(side, torso);
    }
    return new PolygonMesh(cage.vertices, cage.faces);
  }

  /** Corner k of half a torso ring, from the front (0) past the side to the back (5). */
  private static int corner(List<Integer> ring, int k, int side) {
    return ring.get(side > 0 ? k : (ring.size() - k) % ring.size());
  }

  private static List<Integer> half(List<Integer> ring, int side) {
    List<Integer> corners = new ArrayList<>();
    for (int k = 0; k <= ring.size() / 2; k++) {
      corners.add(corner(ring, k, side));
    }
    return corners;
  }

  private List<List<Integer>> torso() {
    List<List<Integer>> rings = new ArrayList<>();
    for (double[] row : TORSO) {
      List<Integer> ring = new ArrayList<>();
      for (int k = 0; k < 10; k++) {
        double angle = Math.PI * k / 5;
        double sin = k % 5 == 0 ? 0 : StrictMath.sin(angle);
        double middle = (row[2] + row[3]) / 2;
        double depth = (row[2] - row[3]) / 2;
        double[] place = {
          row[1] * rounded(sin), row[0], middle + depth * rounded(StrictMath.cos(angle))
        };
        ring.add(torsoVertex(place, (int) row[4], row[5] * Math.abs(sin)));
      }
      rings.add(ring);
    }
    for (int r = 0; r + 1 < rings.size(); r++) {
      for (int k = 0; k < 10; k++) {
        boolean besideArm = r >= ARM_BELOW && r < ARM_ABOVE;
        if (!(besideArm && (k == ARM_FRONT || k == 9 - ARM_FRONT))) {
          quad(1, rings.get(r), rings.get(r + 1), k);
        }
      }
    }
    faces.add(rings.get(rings.size() - 1));
    return rings;
  }

  /** Between a circle and a square, so that the chest is no barrel. */
  private static double rounded(double coordinate) {
    return Math.signum(coordinate) * StrictMath.pow(Math.abs(coordinate), 0.85);
  }

  private int torsoVertex(double[] place, int leftJoint, double share) {
    int joint = place[0] < 0 ? mirrored(leftJoint) : leftJoint;
    double[] anchors = scaled(TRUNK.anchors(joints, place), 1 - share);
    double[] skin = scaled(TRUNK.skin(joints, place), 1 - share);
    anchors[joint] += share;
    skin[isShoulder(joint) ? joint - 3 : joint] += share;
    return vertex(place, anchors, skin);
  }

  /** The chest beside an arm follows the collar bone, joints 13 and 14. */
  private static boolean isShoulder(int joint) {
    return joint == 16 || joint == 17;
  }

  private void leg(int side, List<Integer> hip) {
    List<Integer> above = hip;
    for (double[] row : LEG) {
      List<Integer> ring = new ArrayList<>();
      for (int k = 0; k < 6; k++) {
        double angle = Math.PI * (k - 1) / 3;
        ring.add(
            limbVertex(
                LEFT_LEG,
                side,
                row[1] + row[3] * StrictMath.sin(angle),
                row[0],
                row[2] + row[4] * StrictMath.cos(angle)));
      }
      bridge(side, ring, above);
      above = ring;
    }
    for (double[] row : FOOT) {
      List<Integer> ring = new ArrayList<>();
      int[] part = {4, 2, 4, 6, 8, 6};
      double[] across = {-1, 0, 1, 0.9, 0, -0.9};
      for (int k = 0; k < 6; k++) {
        ring.add(
            limbVertex(
                LEFT_FOOT, side, row[0] + row[1] * across[k], row[part[k]], row[part[k] + 1]));
      }
      bridge(side, ring, above);
      above = ring;
    }
    List<Integer> toes = new ArrayList<>(above);
    Collections.reverse(toes);
    face(side, toes);
  }

  private void arm(int side, List<List<Integer>> torso) {
    List<Integer> before = new ArrayList<>();
    for (int r = ARM_BELOW; r <= ARM_ABOVE; r++) {
      before.add(corner(torso.get(r), ARM_BACK, side));
    }
    for (int r = ARM_ABOVE; r >= ARM_BELOW; r--) {
      before.add(corner(torso.get(r), ARM_FRONT, side));
    }
    Collections.rotate(before, 1); // lower front, lower back, back, upper back, upper front, front
    for (int r = 0; r < ARM.length; r++) {
      double[] row = ARM[r];
      List<Integer> ring = new ArrayList<>();
      for (int k = 0; k < 6; k++) {
        double angle = Math.PI * (5 - k) / 3;
        ring.add(
            limbVertex(
                LEFT_ARM,
                side,
                row[0],
                row[1] + row[3] * StrictMath.sin(angle),
                row[2] + row[4] * StrictMath.cos(angle)));
      }
      if (r == THUMB_FROM + 1) {
        for (int k = 0; k < 4; k++) {
          quad(side, before, ring, k);
        }
        thumb(side, before, ring);
      } else {
        bridge(side, before, ring);
      }
      before = ring;
    }
    face(side, before);
  }

  private void thumb(int side, List<Integer> inner, List<Integer> outer) {
    List<Integer> before =
        List.of(inner.get(4), inner.get(5), inner.get(0), outer.get(0), outer.get(5), outer.get(4));
    double[] along = {-1, -1.3, -1, 1, 1.3, 1};
    double[] up = {1, 0, -1, -1, 0, 1};
    for (double[] row : THUMB) {
      List<Integer> ring = new ArrayList<>();
      for (int k = 0; k < 6; k++) {
        ring.add(
            limbVertex(
                LEFT_ARM,
                side,
                row[0] + row[3] * along[k],
                row[1] + row[4] * up[k],
                row[2] - THUMB_LEAN * row[3] * along[k]));
      }
      bridge(side, before, ring);
      before = ring;
    }
    face(side, before);
  }

  /** A vertex of a limb, given on the left; {@code side} -1 mirrors it. */
  private int limbVertex(Chain left, int side, double x, double y, double z) {
    double[] place = {x, y, z};
    double[] anchors = left.anchors(joints, place);
    double[] skin = left.skin(joints, place);
    if (side > 0) {
      return vertex(place, anchors, skin);
    }
    return vertex(new double[] {-x, y, z}, mirrored(anchors), mirrored(skin));
  }

  private static double[] mirrored(double[] weights) {
    double[] other = new double[weights.length];
    for (int joint = 0; joint < weights.length; joint++) {
      other[mirrored(joint)] = weights[joint];
    }
    return other;
  }

  /** The joint on the other side; itself in the middle. */
  private static int mirrored(int joint) {
    return switch (joint) {
      case PELVIS, 3, 6, SPINE3, 12, HEAD -> joint;
      case 1, 4, 7, 10, 13, 16, 18, 20, 22 -> joint + 1;
      default -> joint - 1;
    };
  }

  private static double[] scaled(double[] weights, double factor) {
    double[] scaled = weights.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  private int vertex(double[] place, double[] anchors, double[] skin) {
    double[] numbers = new double[NUMBERS];
    for (int axis = 0; axis < 3; axis++) {
      numbers[OFFSET + axis] = place[axis];
      for (int joint = 0; joint < Skeleton.JOINTS; joint++) {
        numbers[OFFSET + axis] -= anchors[joint] * joints[joint][axis];
      }
    }
    System.arraycopy(anchors, 0, numbers, ANCHORS, anchors.length);
    System.arraycopy(skin, 0, numbers, SKIN, skin.length);
    vertices.add(numbers);
    return vertices.size() - 1;
  }

  private void bridge(int side, List<Integer> from, List<Integer> to) {
    for (int k = 0; k < from.size(); k++) {
      quad(side, from, to, k);
    }
  }

  /** The quadrilateral between corners k and k + 1 of two rings, turning left on the left side. */
  private void quad(int side, List<Integer> from, List<Integer> to, int k) {
    int next = (k + 1) % from.size();
    face(side, List.of(from.get(k), from.get(next), to.get(next), to.get(k)));
  }

  private void face(int side, List<Integer> corners) {
    List<Integer> turned = new ArrayList<>(corners);
    if (side < 0) {
      Collections.reverse(turned);
    }
    faces.add(turned);
  }
}
