package hmrbench.model.spin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hmrbench.model.BodyOutput;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The iterative regressor of HMR and SPIN, which TCMR, VIBE and MPS-Net share: starts from the mean
 * body and adds three corrections. There is no non-linearity between its layers; training may have
 * dropout there, as the official one has.
 *
 * <ul>
 *   <li>R = rows, F = features, H = hidden
 *   <li>in: features [R, F]
 *   <li>out: pose [R, 144] as six numbers per joint, shape [R, 10], camera [R, 3]
 *   <li>weights: {@code fc1} [H, F+157], {@code fc2} [H, H], {@code decpose} [144, H], {@code
 *       decshape} [10, H], {@code deccam} [3, H]; start {@code init_pose} [1, 144], {@code
 *       init_shape} [1, 10], {@code init_cam} [1, 3]
 * </ul>
 *
 * <p>Source: lib/models/spin.py, Regressor, of TCMR at c41fdd7; Kanazawa et al., End-to-end
 * Recovery of Human Shape and Pose, CVPR 2018, section 3.2.
 */
public final class Regressor {

  /** Length of the body parameters: pose, shape, camera. */
  public static final int BODY = 157;

  static final int POSE = 144;
  static final int SHAPE = 10;
  private static final int CAMERA = 3;
  private static final int ITERATIONS = 3;

  private final Linear fc1;
  private final Linear fc2;
  private final Linear poseUpdate;
  private final Linear shapeUpdate;
  private final Linear cameraUpdate;
  private final NDArray meanPose;
  private final NDArray meanShape;
  private final NDArray meanCamera;

  private Regressor(Parameters parameters, String prefix) {
    this.fc1 = Linear.of(parameters, prefix + "fc1", Parameters.ANY, Parameters.ANY);
    long hidden = fc1.out();
    this.fc2 = Linear.of(parameters, prefix + "fc2", hidden, hidden);
    this.poseUpdate = Linear.of(parameters, prefix + "decpose", POSE, hidden);
    this.shapeUpdate = Linear.of(parameters, prefix + "decshape", SHAPE, hidden);
    this.cameraUpdate = Linear.of(parameters, prefix + "deccam", CAMERA, hidden);
    this.meanPose = parameters.get(prefix + "init_pose", 1, POSE);
    this.meanShape = parameters.get(prefix + "init_shape", 1, SHAPE);
    this.meanCamera = parameters.get(prefix + "init_cam", 1, CAMERA);
  }

  /** Takes {@code prefix.fc1.weight} and so on; the prefix ends with a dot or is empty. */
  public static Regressor of(Parameters parameters, String prefix) {
    return new Regressor(parameters, prefix);
  }

  /** Length of a feature, F. */
  public int featureSize() {
    return Math.toIntExact(fc1.in()) - BODY;
  }

  /** Features [R, F] to body parameters of R rows. */
  public BodyOutput decode(NDArray features) {
    return decode(features, UnaryOperator.identity());
  }

  /**
   * As {@link #decode(NDArray)}, in training.
   *
   * @param dropout applied behind either hidden layer of every iteration [R, H]
   */
  public BodyOutput decode(NDArray features, UnaryOperator<NDArray> dropout) {
    Shape rows = new Shape(features.getShape().get(0), POSE);
    return decode(features, meanPose.broadcast(rows), dropout);
  }

  /**
   * As {@link #decode(NDArray)}, from given poses on.
   *
   * @param start six numbers per joint [R, 144]; the answer has them in the same order
   */
  public BodyOutput decode(NDArray features, NDArray start) {
    return decode(features, start, UnaryOperator.identity());
  }

  private BodyOutput decode(NDArray features, NDArray start, UnaryOperator<NDArray> dropout) {
    long rows = features.getShape().get(0);
    NDArray pose = start;
    NDArray shape = meanShape.broadcast(new Shape(rows, SHAPE));
    NDArray camera = meanCamera.broadcast(new Shape(rows, CAMERA));
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      NDArray state = NDArrays.concat(new NDList(features, pose, shape, camera), 1); // [R, F+157]
      NDArray hidden = dropout.apply(fc1.apply(state)); // [R, H]
      NDArray update = dropout.apply(fc2.apply(hidden)); // [R, H]
      pose = pose.add(poseUpdate.apply(update));
      shape = shape.add(shapeUpdate.apply(update));
      camera = camera.add(cameraUpdate.apply(update));
    }
    return new BodyOutput(pose, shape, camera, Optional.empty());
  }

  /**
   * The three iterations as one affine map.
   *
   * @param owner of its tensors
   */
  public AffineRegressor affine(NDManager owner) {
    NDList weights =
        new NDList(
            fc1.weight(),
            fc1.bias(),
            fc2.weight(),
            fc2.bias(),
            poseUpdate.weight(),
            shapeUpdate.weight(),
            cameraUpdate.weight(),
            poseUpdate.bias(),
            shapeUpdate.bias(),
            cameraUpdate.bias(),
            meanPose,
            meanShape,
            meanCamera);
    NDList composed =
        Scope.tensors(
            owner,
            weights,
            lent -> {
              List<NDArray> doubles =
                  lent.stream().map(tensor -> tensor.toType(DataType.FLOAT64, true)).toList();
              return AffineRegressor.compose(doubles);
            });
    return new AffineRegressor(composed.get(0), composed.get(1));
  }
}
