package hmrbench.train;

/** Is told how a training goes, from several threads. */
@FunctionalInterface
public interface Progress {

  /** One line for a person. */
  void say(String line);
}
