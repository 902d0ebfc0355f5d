package hmrbench.executor;

/**
 * What whoever runs a group says of it.
 *
 * @param word the scheduler's own, for messages
 * @param exitCode of the program; 0 where there is none
 * @param node that it ran on; empty where that is not known
 * @param detail what else is worth telling, such as the memory that was asked for; may be empty
 */
public record TaskState(Phase phase, String word, int exitCode, String node, String detail) {

  /** A state without more. */
  public static TaskState of(Phase phase, String word) {
    return new TaskState(phase, word, 0, "", "");
  }
}
