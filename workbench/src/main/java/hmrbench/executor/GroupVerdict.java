package hmrbench.executor;

/**
 * What a group's state means for the run.
 *
 * @param status as users read it
 * @param why in a few words; empty where the status says it all
 */
public record GroupVerdict(Status status, Act act, String why) {

  /** As users read it. */
  public enum Status {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    STOPPED,
    HELD,
    UNKNOWN
  }

  /** What to do about it. */
  public enum Act {
    WAIT,
    NOTHING,
    /** Hand it over again: it is not to blame. */
    AGAIN,
    /** Hand it over again, and count it. */
    AGAIN_COUNTED,
    /** It was asked wrongly: nothing more is submitted. */
    STOP_ALL
  }

  /** Whether it has ended without all that it computes. */
  boolean isOver() {
    return status == Status.FAILED || status == Status.STOPPED || status == Status.UNKNOWN;
  }

  /** Whether nothing more is done about it. */
  boolean isGivenUp() {
    return status == Status.HELD || (isOver() && act != Act.WAIT);
  }

  /** The same with a further reason. */
  GroupVerdict because(String reason) {
    return new GroupVerdict(status, act, why.isEmpty() ? reason : why + "; " + reason);
  }
}
