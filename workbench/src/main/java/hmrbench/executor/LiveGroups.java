package hmrbench.executor;

import hmrbench.config.TrainingName;
import hmrbench.core.Fault;
import hmrbench.record.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Groups of a run that were submitted and wait or run. */
public record LiveGroups(List<Group> groups) {

  /** None. */
  public static final LiveGroups NONE = new LiveGroups(List.of());

  public LiveGroups {
    groups = List.copyOf(groups);
  }

  /**
   * All of them.
   *
   * @throws Fault if no one says so: what may run must not be submitted again
   */
  public static LiveGroups of(Path run, Executor.Session session) {
    List<Group> live = new ArrayList<>();
    for (Submission submission : Submission.of(run)) {
      session.recover(submission);
      Map<Integer, TaskState> states =
          submission.submitted().isPresent() ? session.look(submission) : Map.of();
      requireAnswer(states);
      List<Group> groups = submission.groups().groups();
      states.forEach(
          (group, state) -> {
            if (state.phase().isLive()) {
              live.add(groups.get(group));
            }
          });
    }
    return new LiveGroups(live);
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

  /** The cells of all of them. */
  public Set<Cell> cells() {
    return groups.stream()
        .flatMap(it -> it.cells().stream())
        .map(Group.Work::cell)
        .collect(Collectors.toSet());
  }

  /** The trainings among them. */
  Set<TrainingName> trainings() {
    return groups.stream()
        .map(Group::training)
        .flatMap(Stream::ofNullable)
        .collect(Collectors.toSet());
  }

  /** How many things they compute. */
  public int size() {
    return groups.stream().mapToInt(Group::size).sum();
  }

  /** Whether a training is among them that another recipe names like one of ours. */
  boolean hasTrainingOfAnother(String recipe) {
    return groups.stream()
        .map(Group::recipe)
        .filter(Objects::nonNull)
        .anyMatch(it -> !it.equals(recipe));
  }
}
