package hmrbench.train.official;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.body.JointLayer;
import hmrbench.core.FloatGrid;
import hmrbench.model.BodyOutput;
import hmrbench.model.spin.AffineRegressor;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import hmrbench.tensor.KeptNumbers;
import hmrbench.tensor.SixD;
import hmrbench.train.BodyLoss;

/**
 * The loss of TCMR's and VIBE's programs: projected joints under the crop's perspective camera, 14
 * joints relative to the middle of the hips, rotation matrices and shape.
 *
 * <p>The programs turn predicted rotations into axis-angle and back before they compare them. The
 * network's matrices are rotations already, so the detour changes neither value nor gradient beyond
 * rounding and is left out.
 *
 * <p>Source: lib/core/loss.py and projection in lib/models/spin.py of TCMR at c41fdd7.
 */
public final class VideoLoss {

  private static final float FOCAL_PIXELS = 5000;
  private static final float CROP_PIXELS = 224;
  private static final float DEPTH_EPSILON = 1e-9f;

  /** The 14 joints of the LSP order within the 49. */
  private static final int COMMON_FROM = 25;

  private static final int COMMON_TO = 39;
  private static final int HIP_A = 2;
  private static final int HIP_B = 3;

  private final JointLayer body;
  private final BodyLoss.Weights weights;

  /** The weighted terms, each a scalar. */
  public record Terms(NDArray joints2d, NDArray joints3d, NDArray pose, NDArray shape) {

    public NDArray total() {
      return joints2d.add(joints3d).add(pose).add(shape);
    }
  }

  /**
   * @param body gives the 49 joints
   */
  public VideoLoss(JointLayer body, BodyLoss.Weights weights) {
    this.body = body;
    this.weights = weights;
  }

  /**
   * Compares rows with annotations.
   *
   * @param predicted P + Q rows, in the order of the targets
   */
  public Terms of(BodyOutput predicted, VideoTargets targets) {
    NDArray rotations = SixD.toMatrices(predicted.pose6d(), 24); // [P + Q, 24, 3, 3]
    NDArray joints = body.joints(rotations, predicted.betas()); // [P + Q, 49, 3]
    long all = joints.getShape().get(0);
    NDIndex annotated = new NDIndex().addSliceDim(all - targets.betas().getShape().get(0), all);
    return new Terms(
        KeptNumbers.times(
            joints2d(joints, predicted.camera(), targets.joints2d()), weights.joints2d()),
        KeptNumbers.times(joints3d(joints.get(annotated), targets), weights.joints3d()),
        KeptNumbers.times(
            meanWhere(targets.hasBody(), rotations.get(annotated).sub(targets.rotations())),
            weights.pose()),
        KeptNumbers.times(
            meanWhere(targets.hasBody(), predicted.betas().get(annotated).sub(targets.betas())),
            weights.shape()));
  }

  /**
   * The terms of predicted rows as values, with their gradient.
   *
   * @param rows [R, 157]: pose as six numbers per joint, shape, camera; R is a multiple of the
   *     number of targets, and the rows of one target follow each other
   * @param scope owns what is made on the way
   */
  BodyLoss.Result of(FloatGrid rows, OfficialTargets targets, NDManager scope) {
    scope.tempAttachAll(body.constants());
    VideoTargets repeated = targets.repeated(rows.size(0) / targets.size(), scope);
    NDArray predicted = Grids.toTensor(scope, rows);
    predicted.setRequiresGradient(true);
    double[] terms = new double[4];
    Gradients.backward(
        () -> {
          Terms found = of(AffineRegressor.split(predicted), repeated);
          terms[0] = found.joints2d().toFloatArray()[0];
          terms[1] = found.joints3d().toFloatArray()[0];
          terms[2] = found.pose().toFloatArray()[0];
          terms[3] = found.shape().toFloatArray()[0];
          return found.total();
        });
    FloatGrid gradient = Grids.toGrid(predicted.getGradient());
    return new BodyLoss.Result(terms[0], terms[1], terms[2], terms[3], gradient);
  }

  private static NDArray joints2d(NDArray joints, NDArray camera, NDArray annotated) {
    NDArray error = project(joints, camera).sub(annotated.get(columns(0, 2)));
    return error.square().mul(annotated.get(columns(2, 3))).mean();
  }

  /** Perspective projection into the crop, in units of half its size: [R, 49, 3] to [R, 49, 2]. */
  static NDArray project(NDArray joints, NDArray camera) {
    NDArray scale = camera.get(new NDIndex().addAllDim().addSliceDim(0, 1)).expandDims(1);
    NDArray shift = camera.get(new NDIndex().addAllDim().addSliceDim(1, 3)).expandDims(1);
    NDArray pixels = KeptNumbers.times(scale, CROP_PIXELS).add(DEPTH_EPSILON);
    NDArray distance = KeptNumbers.times(KeptNumbers.power(pixels, -1), 2 * FOCAL_PIXELS);
    NDArray depth = joints.get(columns(2, 3)).add(distance);
    NDArray seen = joints.get(columns(0, 2)).add(shift).div(depth);
    return KeptNumbers.times(seen, FOCAL_PIXELS / (CROP_PIXELS / 2));
  }

  private static NDIndex columns(int from, int to) {
    return new NDIndex().addAllDim(2).addSliceDim(from, to);
  }

  private static NDArray joints3d(NDArray joints, VideoTargets targets) {
    NDArray error = relative(joints).sub(relative(targets.joints3d()));
    return meanWhere(targets.has3d(), error);
  }

  private static NDArray relative(NDArray joints) {
    NDArray common = joints.get(new NDIndex().addAllDim().addSliceDim(COMMON_FROM, COMMON_TO));
    NDArray a = common.get(new NDIndex().addAllDim().addSliceDim(HIP_A, HIP_A + 1));
    NDArray b = common.get(new NDIndex().addAllDim().addSliceDim(HIP_B, HIP_B + 1));
    return common.sub(KeptNumbers.times(a.add(b), 0.5));
  }

  /** Mean square over the rows that count; 0 where none does. */
  private static NDArray meanWhere(NDArray counts, NDArray error) {
    long rows = error.getShape().get(0);
    NDArray perRow = error.square().reshape(rows, -1).mean(new int[] {1});
    return perRow.mul(counts).sum().div(counts.sum().maximum(counts.getManager().create(1f)));
  }
}
