package hmrbench.executor;

import hmrbench.executor.GroupVerdict.Act;
import hmrbench.executor.GroupVerdict.Status;
import java.time.Duration;

/**
 * Says what a group's state means. Files decide: what a scheduler says only explains why something
 * is not there.
 */
public final class Judge {

  /** File systems of clusters may show a file later than the scheduler the end of its program. */
  static final Duration LAG = Duration.ofSeconds(270);

  /** After which a group that no one knows of is given up. */
  static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private static final int ASKED_WRONGLY = 2;

  private final int mostTimeouts;
  private final int mostMemory;

  /**
   * @param mostTimeouts how often a group may reach its time limit
   * @param mostMemory how often more memory is asked for
   */
  public Judge(int mostTimeouts, int mostMemory) {
    this.mostTimeouts = mostTimeouts;
    this.mostMemory = mostMemory;
  }

  /** The judge of what an executor runs. */
  static Judge of(Executor.Session session) {
    return new Judge(session.mostTimeouts(), session.mostMemory());
  }

  /**
   * What is known of a group.
   *
   * @param complete whether all that it computes is there
   * @param failures how often it failed before this
   * @param timeouts how often it reached its time limit before this
   * @param memory how often it ran out of memory before this
   * @param progressed whether it kept a cell, or steps of a training, since it was submitted last
   * @param since how long it has been in this state
   */
  public record Known(
      boolean complete,
      TaskState state,
      int failures,
      int timeouts,
      int memory,
      boolean progressed,
      Duration since) {}

  /** The verdict. */
  public GroupVerdict of(Known known) {
    TaskState state = known.state();
    if (known.complete()) {
      return new GroupVerdict(Status.DONE, Act.NOTHING, "");
    }
    return switch (state.phase()) {
      case WAITING -> new GroupVerdict(Status.WAITING, Act.WAIT, "");
      case RUNNING -> new GroupVerdict(Status.RUNNING, Act.WAIT, "");
      case COMPLETED -> late(known);
      case TAKEN_AWAY ->
          new GroupVerdict(Status.WAITING, Act.AGAIN, "%s%s".formatted(state.word(), at(state)));
      case TIMEOUT -> timeout(known);
      case OUT_OF_MEMORY -> memory(known);
      case CANCELLED -> new GroupVerdict(Status.STOPPED, Act.NOTHING, state.word());
      case FAILED -> failed(known);
      case HELD ->
          new GroupVerdict(
              Status.HELD, Act.NOTHING, state.word() + "; `scontrol release` lets it go on");
      case UNKNOWN ->
          known.since().compareTo(FORGOTTEN) < 0
              ? new GroupVerdict(Status.UNKNOWN, Act.WAIT, state.word())
              : new GroupVerdict(
                  Status.FAILED,
                  Act.NOTHING,
                  state.word() + "; no one has known of it for 10 minutes");
      case NO_ANSWER -> new GroupVerdict(Status.UNKNOWN, Act.WAIT, state.word());
    };
  }

  private static String at(TaskState state) {
    return state.node().isEmpty() ? "" : " on " + state.node();
  }

  private static GroupVerdict late(Known known) {
    return known.since().compareTo(LAG) < 0
        ? new GroupVerdict(
            Status.RUNNING, Act.WAIT, "said done, nothing written yet: a file system that lags?")
        : new GroupVerdict(Status.FAILED, Act.NOTHING, "said done, but its records are not there");
  }

  private GroupVerdict memory(Known known) {
    String detail = known.state().detail();
    String why = "out of memory%s".formatted(detail.isEmpty() ? "" : " (" + detail + ")");
    if (known.memory() < mostMemory) {
      return new GroupVerdict(Status.WAITING, Act.AGAIN_COUNTED, why + ", with more memory");
    }
    return new GroupVerdict(
        Status.FAILED,
        Act.NOTHING,
        why + "; ask for more with mem or mem-per-cpu, or set mem-factor in slurm.yaml");
  }

  private GroupVerdict timeout(Known known) {
    if (!known.progressed()) {
      return new GroupVerdict(
          Status.FAILED,
          Act.NOTHING,
          "nothing was done and kept in the time limit; ask for more time");
    }
    return known.timeouts() < mostTimeouts
        ? new GroupVerdict(Status.WAITING, Act.AGAIN_COUNTED, "reached its time limit")
        : new GroupVerdict(
            Status.FAILED,
            Act.NOTHING,
            "reached its time limit %d times; ask for more time".formatted(known.timeouts() + 1));
  }

  private static GroupVerdict failed(Known known) {
    int code = known.state().exitCode();
    if (code == Worker.STOPPED && (known.progressed() || known.failures() < 1)) {
      return new GroupVerdict(
          Status.WAITING,
          known.progressed() ? Act.AGAIN : Act.AGAIN_COUNTED,
          "stopped with work left");
    }
    if (code == ASKED_WRONGLY) {
      return new GroupVerdict(Status.FAILED, Act.STOP_ALL, "was asked wrongly (exit code 2)");
    }
    String why = "%s, exit code %d%s".formatted(known.state().word(), code, at(known.state()));
    return known.failures() < 1
        ? new GroupVerdict(Status.WAITING, Act.AGAIN_COUNTED, why)
        : new GroupVerdict(Status.FAILED, Act.NOTHING, why + ", twice");
  }
}
