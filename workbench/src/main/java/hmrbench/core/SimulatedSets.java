package hmrbench.core;

/**
 * What is known everywhere of the simulated sets, for those who make them and those who read of
 * them.
 */
public final class SimulatedSets {

  /**
   * Version of the sets: another one has other sequences, and scores do not compare. In version 1
   * validation and test had eight subjects, and held-out activities on two of them only.
   */
  public static final int VERSION = 2;

  private SimulatedSets() {}
}
