package hmrbench.metric.sanity;

import hmrbench.core.FloatGrid;

/** How far joints move from one frame to the next. */
final class Steps {

  private Steps() {}

  /**
   * Length of one joint's step, in metres.
   *
   * @param metres positions {@code [T, joints, 3]}
   * @param t the frame that the step leads to, at least 1
   */
  static double length(FloatGrid metres, int t, int joint) {
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      double off = (double) metres.at(t, joint, axis) - metres.at(t - 1, joint, axis);
      squares += off * off;
    }
    return Math.sqrt(squares);
  }
}
