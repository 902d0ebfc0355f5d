package hmrbench.model.fitting;

import hmrbench.body.CarriedPoint;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import java.util.Arrays;
import java.util.List;

/**
 * How well a body of one frame explains its 2D joints, and how usual it is: a sum of squares, with
 * its derivatives. Buffers are reused; not for two threads at once.
 *
 * <p>The numbers p [85]: logarithm of the camera's scale, its x and y translation; a rotation
 * behind the root's where the fit began, as axis-angle; the whitened pose z of {@link PosePrior};
 * shape.
 *
 * <p>The terms: per 2D joint {@code confidence rho(distance) / deviation^2} with rho of Geman and
 * McClure, d^2 r^2 / (d^2 + r^2), written as the squared length of a vector; {@code pose |z|^2};
 * {@code shape |beta|^2}; {@code start} times the squared distance from where the fit began; per
 * knee and elbow that is bent the wrong way the square of its angle.
 *
 * <p>Source of the idea: Bogo et al., Keep it SMPL, ECCV 2016; priors are our own.
 */
final class FrameEnergy {

  /** Numbers of the camera. */
  static final int CAMERA = 3;

  /** Numbers of camera and root: what a fit begins with. */
  static final int PLACE = 6;

  static final int SHAPE = PLACE + PosePrior.SIZE;

  /** All numbers. */
  static final int SIZE = SHAPE + FittedSkeleton.SHAPES;

  private static final int JOINTS = FittedSkeleton.JOINTS;

  /** The root's distance from the start is counted in these, in radians. */
  private static final double ROOT = 0.1;

  /** A joint that bends one way: its angle about an axis, and the sign of the wrong way. */
  private record Hinge(int angle, int wrong) {
    static Hinge of(Joint joint, int axis, int wrong) {
      return new Hinge((JointSet.SMPL24.indexOf(joint) - 1) * 3 + axis, wrong);
    }
  }

  private static final Hinge[] HINGES = {
    Hinge.of(Joint.LEFT_KNEE, 0, -1),
    Hinge.of(Joint.RIGHT_KNEE, 0, -1),
    Hinge.of(Joint.LEFT_ELBOW, 1, 1),
    Hinge.of(Joint.RIGHT_ELBOW, 1, -1)
  };

  private final PosePrior prior;
  private final FittingWeights weights;
  private final PosedTree tree;
  private final PosedPoint[] points;
  private final boolean mesh;
  private final double[] seen;
  private final double[] start = new double[SIZE];
  private final boolean[] used;

  private final double[][] rows = new double[2][SIZE];
  private final double[] byAngle = new double[PosePrior.SIZE];

  /**
   * @param points of the body that are looked for
   * @param seen x, y and confidence of each
   * @param root rotation of the root where the fit begins [9]
   */
  FrameEnergy(
      FittedSkeleton body,
      PosePrior prior,
      FittingWeights weights,
      List<CarriedPoint> points,
      double[] seen,
      double[] root) {
    this.prior = prior;
    this.weights = weights;
    this.tree = new PosedTree(body, root);
    this.points =
        points.stream().map(point -> new PosedPoint(point, tree)).toArray(PosedPoint[]::new);
    this.mesh = !Arrays.stream(this.points).allMatch(PosedPoint::isJoint);
    this.seen = seen;
    this.used = new boolean[points.size()];
    Arrays.fill(used, true);
  }

  /** Where the fit begins, which it stays near to. */
  void start(double[] p) {
    System.arraycopy(p, 0, start, 0, SIZE);
  }

  /** Looks at some of the joints alone. */
  void use(boolean... joints) {
    System.arraycopy(joints, 0, used, 0, used.length);
  }

  /** The terms of {@code p}: 2D joints, pose, shape, bends, distance from the start. */
  double[] terms(double[] p) {
    pose(p);
    double[] terms = new double[5];
    double reach = weights.reach() * weights.reach();
    for (int i = 0; i < points.length; i++) {
      if (isUsed(i)) {
        double x = projected(p, i, 0) - seen[i * 3];
        double y = projected(p, i, 1) - seen[i * 3 + 1];
        double square = x * x + y * y;
        terms[0] += weight(i) * square * reach / (square + reach);
      }
    }
    for (int i = PLACE; i < SHAPE; i++) {
      terms[1] += weights.pose() * p[i] * p[i];
    }
    for (int i = SHAPE; i < SIZE; i++) {
      terms[2] += weights.shape() * p[i] * p[i];
    }
    for (Hinge hinge : HINGES) {
      double bent = bent(hinge);
      terms[3] += bent * bent;
    }
    for (int i = CAMERA; i < SIZE; i++) {
      double away = p[i] - start[i];
      terms[4] += near(i) * away * away;
    }
    return terms;
  }

  /** The sum of the terms. */
  double of(double[] p) {
    return Arrays.stream(terms(p)).sum();
  }

  private double near(int number) {
    return number < PLACE ? weights.start() / (ROOT * ROOT) : weights.start();
  }

  private boolean isUsed(int i) {
    return used[i] && seen[i * 3 + 2] > 0;
  }

  private double weight(int i) {
    return seen[i * 3 + 2] / (weights.deviation() * weights.deviation());
  }

  private double projected(double[] p, int i, int axis) {
    return Math.exp(p[0]) * (points[i].at(axis) + p[1 + axis]);
  }

  private double bent(Hinge hinge) {
    return Math.max(0, hinge.wrong() * tree.angles[hinge.angle()]) / weights.bendRadians();
  }

  /** Fills rotations and positions of {@code p}. */
  private void pose(double[] p) {
    prior.pose(p, PLACE, tree.angles);
    tree.pose(p[3], p[4], p[5], p, SHAPE);
    for (int i = 0; i < points.length; i++) {
      if (isUsed(i)) {
        points[i].place();
      }
    }
  }

  /** Rotations relative to the parent [24 * 9] of {@code p}. */
  double[] rotations(double[] p) {
    prior.pose(p, PLACE, tree.angles);
    return tree.local(p[3], p[4], p[5]);
  }

  /**
   * Half the gradient of the energy in the first n numbers, and Gauss and Newton's matrix, the
   * product of the residuals' derivatives with themselves.
   *
   * @param gradient filled [n]
   * @param matrix its lower triangle is filled [n * n]
   */
  void linearise(double[] p, int n, double[] gradient, double[] matrix) {
    pose(p);
    tree.differentiate(p[3], p[4], p[5], mesh && n == SIZE);
    Arrays.fill(gradient, 0, n, 0);
    Arrays.fill(matrix, 0, n * n, 0);
    for (int i = 0; i < points.length; i++) {
      if (isUsed(i)) {
        addJoint(p, i, n, gradient, matrix);
      }
    }
    for (int i = CAMERA; i < n; i++) {
      gradient[i] += near(i) * (p[i] - start[i]);
      matrix[i * n + i] += near(i);
    }
    if (n == SIZE) {
      for (Hinge hinge : HINGES) {
        addHinge(hinge, gradient, matrix);
      }
      for (int i = PLACE; i < SIZE; i++) {
        double weight = i < SHAPE ? weights.pose() : weights.shape();
        gradient[i] += weight * p[i];
        matrix[i * n + i] += weight;
      }
    }
  }

  /** The two residuals of a joint: its distance from where it is seen, as far as it counts. */
  private void addJoint(double[] p, int i, int n, double[] gradient, double[] matrix) {
    double scale = Math.exp(p[0]);
    double u = projected(p, i, 0);
    double v = projected(p, i, 1);
    double x = u - seen[i * 3];
    double y = v - seen[i * 3 + 1];
    double near = 1 / (x * x + y * y + weights.reach() * weights.reach());
    double pull = Math.sqrt(weight(i) * near) * weights.reach();
    double xx = pull * (1 - near * x * x);
    double xy = -pull * near * x * y;
    double yy = pull * (1 - near * y * y);
    rows[0][0] = u;
    rows[1][0] = v;
    rows[0][1] = scale;
    rows[1][1] = 0;
    rows[0][2] = 0;
    rows[1][2] = scale;
    byTurns(points[i], scale, n);
    for (int k = 0; k < n; k++) {
      double first = xx * rows[0][k] + xy * rows[1][k];
      double second = xy * rows[0][k] + yy * rows[1][k];
      rows[0][k] = first;
      rows[1][k] = second;
      gradient[k] += pull * (x * first + y * second);
    }
    for (int row = 0; row < n; row++) {
      double a = rows[0][row];
      double b = rows[1][row];
      for (int column = 0; column <= row; column++) {
        matrix[row * n + column] += a * rows[0][column] + b * rows[1][column];
      }
    }
  }

  /** How a projected point moves with every turn, and with the shape. */
  private void byTurns(PosedPoint point, double scale, int n) {
    point.gather();
    for (int axis = 0; axis < 2; axis++) {
      point.byRoot(axis, scale, rows[axis], CAMERA);
      if (n == SIZE) {
        point.byPose(axis, scale, byAngle, rows[axis], SHAPE);
        Arrays.fill(rows[axis], PLACE, SHAPE, 0);
        addByAngles(rows[axis]);
      }
    }
  }

  /** From derivatives by angles to those by the whitened pose. */
  private void addByAngles(double[] row) {
    for (int angle = 0; angle < PosePrior.SIZE; angle++) {
      double by = byAngle[angle];
      if (by != 0) {
        for (int k = 0; k <= angle; k++) {
          row[PLACE + k] += by * prior.factor(angle, k);
        }
      }
    }
  }

  private void addHinge(Hinge hinge, double[] gradient, double[] matrix) {
    double bent = bent(hinge);
    if (bent == 0) {
      return;
    }
    double by = hinge.wrong() / weights.bendRadians();
    for (int row = 0; row <= hinge.angle(); row++) {
      double byRow = by * prior.factor(hinge.angle(), row);
      gradient[PLACE + row] += bent * byRow;
      for (int column = 0; column <= row; column++) {
        matrix[(PLACE + row) * SIZE + PLACE + column] +=
            byRow * by * prior.factor(hinge.angle(), column);
      }
    }
  }

  /**
   * A matrix M for every joint such that the energy changes by the sum of the entries of M times
   * those of the change of its rotation, where rotations stay rotations.
   *
   * @param gradient half the gradient at {@code p}, whose root is where the fit begins
   * @param byRotations filled [24 * 9]
   */
  void byRotations(double[] p, double[] gradient, double[] byRotations) {
    prior.pose(p, PLACE, tree.angles);
    prior.angleGradient(gradient, PLACE, byAngle);
    double[] rotations = rotations(p);
    double[] by = new double[3];
    for (int j = 0; j < JOINTS; j++) {
      if (j == 0) {
        System.arraycopy(gradient, CAMERA, by, 0, 3);
      } else {
        int at = (j - 1) * 3;
        byTurn(
            Arrays.copyOfRange(tree.angles, at, at + 3),
            Arrays.copyOfRange(byAngle, at, at + 3),
            by);
      }
      double[] cross = {0, -by[2], by[1], by[2], 0, -by[0], -by[1], by[0], 0};
      PosedTree.multiply(rotations, j * 9, cross, 0, byRotations, j * 9);
    }
  }

  /** Jr^-T by: from a gradient by v to one by e in exp(v) exp(e). */
  private static void byTurn(double[] v, double[] by, double[] byTurn) {
    double square = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
    double angle = Math.sqrt(square);
    double c =
        angle < 1e-4
            ? 1.0 / 12
            : 1 / square - 1 / (2 * angle * Math.tan(angle / 2)); // of [v]x [v]x
    double along = v[0] * by[0] + v[1] * by[1] + v[2] * by[2];
    for (int i = 0; i < 3; i++) {
      int next = (i + 1) % 3;
      int last = (i + 2) % 3;
      double cross = v[next] * by[last] - v[last] * by[next];
      byTurn[i] = by[i] - cross / 2 + c * (v[i] * along - square * by[i]);
    }
  }
}
