package hmrbench.data;

/**
 * A person of one shape who moves, as a function of time, without a camera: upright axes with y up.
 * Not for two threads at once.
 */
public interface BodyMotion {

  /** Shape of the person [10]. */
  double[] betas();

  /**
   * The pose at a moment.
   *
   * @param seconds the moment; also before 0 and after the end
   * @param rotations filled with rotations relative to the parent [24 * 9]; the first is relative
   *     to the ground
   */
  void rotations(double seconds, double[] rotations);
}
