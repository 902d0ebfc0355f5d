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
}
