package hmrbench.train;

/** Reports the progress of a training; called from several threads. */
@FunctionalInterface
public interface Progress {

  /** One line for the user. */
  void say(String line);
}
