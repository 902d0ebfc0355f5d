package hmrbench.data.sim;

/**
 * Euler angles of all joints as functions of time, in closed form and twice continuously
 * differentiable.
 */
interface EulerCurves {

  /**
   * Fills in the angles at a time.
   *
   * @param seconds any time, also before 0
   * @param angles filled with [24 * 3]: rotation about x, y and z of each joint, in radians; a
   *     joint's rotation is R = Ry Rx Rz
   */
  void at(double seconds, double[] angles);
}
