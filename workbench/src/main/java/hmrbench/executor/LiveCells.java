package hmrbench.executor;

import hmrbench.core.Fault;
import hmrbench.record.Cell;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cells of a run that were submitted and wait or run. */
public final class LiveCells {

  private LiveCells() {}

  /**
   * All of them.
   *
   * @throws Fault if no one says so: what may run must not be submitted again
   */
  public static Set<Cell> of(Path run, Executor.Session session) {
    Set<Cell> live = new HashSet<>();
    for (Submission submission : Submission.of(run)) {
      session.recover(submission);
      Map<Integer, TaskState> states =
          submission.submitted().isPresent() ? session.look(submission) : Map.of();
      requireAnswer(states);
      List<Group> groups = submission.groups().groups();
      states.forEach(
          (group, state) -> {
            if (isLive(state.phase())) {
              groups.get(group).cells().forEach(it -> live.add(it.cell()));
            }
          });
    }
    return live;
  }

  private static void requireAnswer(Map<Integer, TaskState> states) {
    states.values().stream()
        .filter(state -> state.phase() == Phase.NO_ANSWER)
        .findFirst()
        .ifPresent(
            state -> {
              throw Fault.running(
                  "%s, so that no one knows what runs already; nothing was submitted: give the"
                      + " command again later",
                  state.word());
            });
  }

  private static boolean isLive(Phase phase) {
    return phase == Phase.WAITING || phase == Phase.RUNNING || phase == Phase.HELD;
  }
}
