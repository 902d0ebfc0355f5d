package hmrbench.body;

/** A map of space, frame by frame. */
@FunctionalInterface
public interface PointMove {

  /**
   * Moves a point.
   *
   * @param frame row of the track that it belongs to
   * @param xyz the point, in metres; afterwards where it is moved to
   */
  void move(int frame, double[] xyz);
}
