package hmrbench.body;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.FloatGrid;

/**
 * Where points of a body appear in its crop, by the camera that the networks of the SPIN family
 * predict: the scale s is read as a distance, 2 f / (224 s), from a pinhole camera with a focal
 * length f of 5000 pixels in the middle of a crop of 224 pixels. Results are in crop units: -1 to 1
 * from edge to edge, x to the right, y downwards.
 *
 * <p>Source: projection and perspective_projection in lib/models/spin.py of TCMR at c41fdd7.
 */
public final class CropProjection {

  private static final double FOCAL_PIXELS = 5000;
  private static final double CROP_PIXELS = 224;

  /** Keeps the distance finite where the scale is 0. */
  private static final double EPSILON = 1e-9;

  private CropProjection() {}

  /**
   * As tensors, with gradients.
   *
   * @param points [N, J, 3], in metres
   * @param camera scale, x, y [N, 3]
   * @return [N, J, 2]
   */
  public static NDArray project(NDArray points, NDArray camera) {
    NDArray scale = camera.get(new NDIndex().addAllDim().addSliceDim(0, 1)); // [N, 1]
    NDArray distance =
        scale.mul((float) CROP_PIXELS).add((float) EPSILON).pow(-1).mul((float) (2 * FOCAL_PIXELS));
    NDArray shift = camera.get(new NDIndex().addAllDim().addSliceDim(1, 3)).expandDims(1);
    NDArray across = points.get(new NDIndex().addAllDim(2).addSliceDim(0, 2)).add(shift);
    NDArray depth =
        points.get(new NDIndex().addAllDim(2).addSliceDim(2, 3)).add(distance.expandDims(1));
    return across.div(depth).mul((float) (FOCAL_PIXELS / (CROP_PIXELS / 2)));
  }

  /**
   * As values.
   *
   * @param points [N, J, 3], in metres
   * @param camera scale, x, y [N, 3]
   * @return [N, J, 2]
   */
  public static FloatGrid project(FloatGrid points, FloatGrid camera) {
    int rows = points.size(0);
    int joints = points.size(1);
    float[] projected = new float[rows * joints * 2];
    for (int n = 0; n < rows; n++) {
      double distance = 2 * FOCAL_PIXELS / (CROP_PIXELS * camera.at(n, 0) + EPSILON);
      for (int j = 0; j < joints; j++) {
        double depth = points.at(n, j, 2) + distance;
        for (int axis = 0; axis < 2; axis++) {
          double across = points.at(n, j, axis) + camera.at(n, 1 + axis);
          projected[(n * joints + j) * 2 + axis] =
              (float) (across / depth * FOCAL_PIXELS / (CROP_PIXELS / 2));
        }
      }
    }
    return FloatGrid.owning(projected, rows, joints, 2);
  }
}
