package hmrbench.train;

/** Reports the progress of a training; called from several threads. */
@FunctionalInterface
public interface Progress {

  /** One line for the user. */
  void say(String line);

  /**
   * A training has done a step.
   *
   * @param done steps by now
   * @param most that it takes
   */
  default void reached(int done, int most) {}
}
