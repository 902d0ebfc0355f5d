package hmrbench.executor;

/** How far a group has come, as whoever runs it says. */
public enum Phase {
  WAITING,
  RUNNING,
  /** Ended with exit code 0. */
  COMPLETED,
  /** Ended with another exit code, or was killed. */
  FAILED,
  /** The machine was taken away or broke; the group is not to blame. */
  TAKEN_AWAY,
  /** Reached its time limit. */
  TIMEOUT,
  OUT_OF_MEMORY,
  /** Somebody ended it. */
  CANCELLED,
  /** The scheduler waits for somebody to release it. */
  HELD,
  /** No one knows of it. */
  UNKNOWN,
  /** Whoever runs it does not answer: it may do anything. */
  NO_ANSWER;

  /** Whether it is still to run, or runs. */
  public boolean isLive() {
    return this == WAITING || this == RUNNING || this == HELD;
  }
}
