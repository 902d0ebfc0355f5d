package hmrbench.train;

import hmrbench.config.TrainingConfig;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.SmplTrack;
import java.util.Arrays;
import java.util.List;

/**
 * The paper's loss on the simulated body, with its gradient: squared errors of 2D joints, 3D
 * joints, rotation matrices and shape, each a mean over everything it compares.
 *
 * <p>Worked out by hand in double instead of by the engine: as a chain of some 150 small tensor
 * operations and their gradients it would take longer than the networks that it trains.
 *
 * <p>Where it differs from the official program: joints are the skeleton's own and not regressed
 * from a mesh; the camera is weak perspective, as the simulated observation is; rotations are
 * compared as matrices, as the paper writes it, without the program's detour through axis-angle.
 *
 * <p>Source: Choi et al., CVPR 2021, section 3.4; lib/core/loss.py of TCMR at c41fdd7.
 */
public final class BodyLoss {

  /** Numbers per row: pose 144, shape 10, camera 3. */
  public static final int ROW = 157;

  /** Weights of 2D joints, 3D joints, pose and shape in every published TCMR config. */
  public static final Weights PUBLISHED = Weights.of(TrainingConfig.LossWeights.PUBLISHED);

  /**
   * How much each term counts.
   *
   * @param joints2d of the squared error of projected joints, in units of the crop's half size
   * @param joints3d of the squared error of joints relative to the mid-hip, in metres
   * @param pose of the squared error of rotation matrices
   * @param shape of the squared error of shape coefficients
   */
  public record Weights(double joints2d, double joints3d, double pose, double shape) {

    /** Those of a recipe. */
    public static Weights of(TrainingConfig.LossWeights asked) {
      return new Weights(asked.joints2d(), asked.joints3d(), asked.pose(), asked.shape());
    }
  }

  /**
   * The weighted terms, and the gradient of their sum.
   *
   * @param gradient with respect to the predicted rows [R, 157]
   */
  public record Result(
      double joints2d, double joints3d, double pose, double shape, FloatGrid gradient) {

    public double total() {
      return joints2d + joints3d + pose + shape;
    }

    /** The terms of as many rows each, a mean over all; the gradients one after the other. */
    static Result mean(List<Result> shares) {
      return new Result(
          shares.stream().mapToDouble(Result::joints2d).average().orElseThrow(),
          shares.stream().mapToDouble(Result::joints3d).average().orElseThrow(),
          shares.stream().mapToDouble(Result::pose).average().orElseThrow(),
          shares.stream().mapToDouble(Result::shape).average().orElseThrow(),
          FloatGrid.stacked(shares.stream().map(Result::gradient).toList()));
    }
  }

  private static final int JOINTS = SkeletonRow.JOINTS;
  private static final int SHAPES = SkeletonRow.SHAPES;
  private static final int POSE = 144;
  private static final int CAMERA = POSE + SHAPES;

  /** The joints that the simulated set is scored on, as columns of the skeleton. */
  private static final int[] SCORED =
      JointSet.SMPL14.joints().stream().mapToInt(JointSet.SMPL24::indexOf).toArray();

  private static final int LEFT_HIP = JointSet.SMPL24.indexOf(Joint.LEFT_HIP);
  private static final int RIGHT_HIP = JointSet.SMPL24.indexOf(Joint.RIGHT_HIP);

  private final Weights weights;
  private final SkeletonRow skeleton = new SkeletonRow();
  private final double[] row = new double[ROW];
  private final double[] betas = new double[SHAPES];
  private final double[] rotations = new double[JOINTS * 9];
  private final double[] byRow = new double[ROW];
  private final double[] byPositions = new double[JOINTS * 3];
  private final double[] byRotations = new double[JOINTS * 9];
  private final double[] byBetas = new double[SHAPES];
  private final double[] terms = new double[4];

  public BodyLoss(Weights weights) {
    this.weights = weights;
  }

  /** A target as the loss compares it. */
  private static final class Truth {
    private final double[] rotations;
    private final double[] betas;
    private final double[] camera;
    private final double[] positions;

    Truth(double[] rotations, double[] betas, double[] camera, double[] positions) {
      this.rotations = rotations;
      this.betas = betas;
      this.camera = camera;
      this.positions = positions;
    }
  }

  /**
   * Compares predicted rows with targets.
   *
   * @param predicted rows [R, 157]: pose as six numbers per joint, shape, camera; R is a multiple
   *     of the number of targets, and the rows of one target follow each other
   */
  public Result of(FloatGrid predicted, BodyTargets targets) {
    int rows = predicted.size(0);
    int share = rows / targets.size();
    float[] gradient = new float[rows * ROW];
    Arrays.fill(terms, 0);
    for (int target = 0; target < targets.size(); target++) {
      Truth truth = truth(targets, target);
      for (int r = target * share; r < (target + 1) * share; r++) {
        compare(predicted, r, truth, rows);
        for (int i = 0; i < ROW; i++) {
          gradient[r * ROW + i] = (float) byRow[i];
        }
      }
    }
    return new Result(
        terms[0], terms[1], terms[2], terms[3], FloatGrid.owning(gradient, rows, ROW));
  }

  /** The same of two tracks with as many frames, each frame compared with its own. */
  public Result of(SmplTrack predicted, SmplTrack truth) {
    int frames = predicted.frames();
    float[] rows = new float[frames * ROW];
    for (int t = 0; t < frames; t++) {
      for (int i = 0; i < POSE; i++) {
        // The first two columns of each matrix, row by row.
        int entry = i / 6 * 9 + i % 6 / 2 * 3 + i % 2;
        rows[t * ROW + i] = predicted.rotations().get(t * JOINTS * 9 + entry);
      }
      predicted.betas().copyTo(t * SHAPES, rows, t * ROW + POSE, SHAPES);
      predicted.camera().copyTo(t * 3, rows, t * ROW + CAMERA, 3);
    }
    return of(FloatGrid.owning(rows, frames, ROW), BodyTargets.of(truth));
  }

  private Truth truth(BodyTargets targets, int index) {
    double[] pose = doubles(targets.rotations(), index);
    double[] shape = doubles(targets.betas(), index);
    skeleton.forward(pose, shape);
    return new Truth(pose, shape, doubles(targets.camera(), index), skeleton.positions.clone());
  }

  private static double[] doubles(FloatGrid grid, int row) {
    double[] values = new double[grid.size(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = grid.at(row, i);
    }
    return values;
  }

  private void compare(FloatGrid predicted, int index, Truth truth, int rows) {
    for (int i = 0; i < ROW; i++) {
      row[i] = predicted.at(index, i);
    }
    System.arraycopy(row, POSE, betas, 0, SHAPES);
    for (int j = 0; j < JOINTS; j++) {
      SixDRow.forward(row, j * 6, rotations, j * 9);
    }
    skeleton.forward(rotations, betas);
    Arrays.fill(byPositions, 0);
    Arrays.fill(byRow, 0);
    comparePose(truth, rows);
    compareShape(truth, rows);
    compare2d(truth, rows);
    compare3d(truth, rows);
    skeleton.backward(rotations, byPositions, byRotations, byBetas);
    for (int j = 0; j < JOINTS; j++) {
      SixDRow.backward(row, j * 6, byRotations, j * 9, byRow);
    }
    System.arraycopy(byBetas, 0, byRow, POSE, SHAPES);
  }

  private void comparePose(Truth truth, int rows) {
    double weight = weights.pose() / ((double) rows * rotations.length);
    for (int i = 0; i < rotations.length; i++) {
      double error = rotations[i] - truth.rotations[i];
      terms[2] += weight * error * error;
      byRotations[i] = 2 * weight * error;
    }
  }

  private void compareShape(Truth truth, int rows) {
    double weight = weights.shape() / ((double) rows * SHAPES);
    for (int i = 0; i < SHAPES; i++) {
      double error = betas[i] - truth.betas[i];
      terms[3] += weight * error * error;
      byBetas[i] = 2 * weight * error;
    }
  }

  /** Weak perspective: scale times (position plus translation). */
  private void compare2d(Truth truth, int rows) {
    double weight = weights.joints2d() / (rows * SCORED.length * 2.0);
    double scale = row[CAMERA];
    for (int joint : SCORED) {
      for (int axis = 0; axis < 2; axis++) {
        int at = joint * 3 + axis;
        double shifted = skeleton.positions[at] + row[CAMERA + 1 + axis];
        double expected = truth.camera[0] * (truth.positions[at] + truth.camera[1 + axis]);
        double error = scale * shifted - expected;
        double by = 2 * weight * error;
        terms[0] += weight * error * error;
        byRow[CAMERA] += by * shifted;
        byRow[CAMERA + 1 + axis] += by * scale;
        byPositions[at] += by * scale;
      }
    }
  }

  /** Relative to the middle of the hips. */
  private void compare3d(Truth truth, int rows) {
    double weight = weights.joints3d() / (rows * SCORED.length * 3.0);
    for (int axis = 0; axis < 3; axis++) {
      double origin = midHip(skeleton.positions, axis);
      double trueOrigin = midHip(truth.positions, axis);
      double byOrigin = 0;
      for (int joint : SCORED) {
        int at = joint * 3 + axis;
        double error = skeleton.positions[at] - origin - (truth.positions[at] - trueOrigin);
        double by = 2 * weight * error;
        terms[1] += weight * error * error;
        byPositions[at] += by;
        byOrigin -= by;
      }
      byPositions[LEFT_HIP * 3 + axis] += byOrigin / 2;
      byPositions[RIGHT_HIP * 3 + axis] += byOrigin / 2;
    }
  }

  private static double midHip(double[] positions, int axis) {
    return (positions[LEFT_HIP * 3 + axis] + positions[RIGHT_HIP * 3 + axis]) / 2;
  }
}
