package hmrbench.body;

/**
 * Rest joints as a linear function of the shape: the joint regressor applied to the template and to
 * each shape direction once, so that no mesh is needed per frame.
 */
final class RestJoints {

  private static final int NUMBERS = BodyArrays.JOINTS * 3;

  private final double[] template = new double[NUMBERS];
  private final double[] directions = new double[BodyArrays.SHAPES * NUMBERS];

  RestJoints(BodyArrays body) {
    SparseRows regressor = body.jointRegressor();
    for (int joint = 0; joint < BodyArrays.JOINTS; joint++) {
      for (int i = regressor.start(joint); i < regressor.start(joint + 1); i++) {
        int vertex = regressor.column(i);
        for (int axis = 0; axis < 3; axis++) {
          int number = joint * 3 + axis;
          template[number] += regressor.value(i) * body.template().at(vertex, axis);
          for (int k = 0; k < BodyArrays.SHAPES; k++) {
            directions[k * NUMBERS + number] +=
                regressor.value(i) * body.shapeDirections().at(vertex, axis, k);
          }
        }
      }
    }
  }

  /** The rest joints [24, 3] of the shape in the first ten values. */
  void of(double[] shape, double[] joints) {
    System.arraycopy(template, 0, joints, 0, NUMBERS);
    for (int k = 0; k < BodyArrays.SHAPES; k++) {
      double value = shape[k];
      for (int i = 0; i < NUMBERS; i++) {
        joints[i] += value * directions[k * NUMBERS + i];
      }
    }
  }

  /** Rest joints of the mean shape [24, 3], in metres. */
  double[] template() {
    return template.clone();
  }

  /** Their change per unit of each shape value [10, 24, 3], in metres. */
  double[] directions() {
    return directions.clone();
  }
}
