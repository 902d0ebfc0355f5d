package hmrbench.train;

/** The learning rate of every step, and when a training ends. */
interface Schedule {

  /** The learning rate of the step after those that are done. */
  double rate(int stepsDone);

  /** Whether the training ends after so many steps. */
  boolean isOver(int stepsDone);

  /** The largest number of steps. */
  int mostSteps();

  /**
   * Takes a validation result. Results come in order; those of a resumed training come again.
   *
   * @param loss mean training loss on validation frames
   * @param paMpjpe in millimetres
   * @return whether the weights as they are now are to be kept as the best so far; false where the
   *     last ones are the checkpoint
   */
  boolean look(double loss, double paMpjpe);

  /** Why the training ended, for its card. */
  String end();
}
