package hmrbench.executor;

import hmrbench.record.Cell;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cells of a run that were submitted and wait or run. */
public final class LiveCells {

  private LiveCells() {}

  /** All of them. */
  public static Set<Cell> of(Path run, Executor.Session session) {
    Set<Cell> live = new HashSet<>();
    for (Submission submission : Submission.of(run)) {
      session.recover(submission);
      Map<Integer, TaskState> states =
          submission.submitted().isPresent() ? session.look(submission) : Map.of();
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

  private static boolean isLive(Phase phase) {
    return phase == Phase.WAITING || phase == Phase.RUNNING || phase == Phase.HELD;
  }
}
