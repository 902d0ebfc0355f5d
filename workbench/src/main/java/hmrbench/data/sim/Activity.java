package hmrbench.data.sim;

/** A kind of motion; each performance of it is a new draw. */
interface Activity {

  String name();

  ActivityGroup group();

  /**
   * One performance.
   *
   * @param draws all that is random about it
   * @param seconds its length, over which pauses and poses are spread
   */
  EulerCurves perform(RandomStream draws, double seconds);
}
