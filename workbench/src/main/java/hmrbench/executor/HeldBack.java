package hmrbench.executor;

import hmrbench.executor.GroupVerdict.Act;
import hmrbench.executor.GroupVerdict.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups that a program which follows their submission hands over when the checkpoints are there
 * that they start from.
 */
final class HeldBack {

  private HeldBack() {}

  /**
   * What is to be made of a group; nothing where it was handed over.
   *
   * @param before verdicts of the groups that it starts from
   */
  static Optional<GroupVerdict> verdict(
      Submission submission,
      Group group,
      GroupProgress progress,
      Map<Integer, GroupVerdict> before) {
    if (group.after().isEmpty()
        || submission.submitted().flatMap(it -> it.last(group.index())).isPresent()) {
      return Optional.empty();
    }
    if (progress.isComplete(group)) {
      return Optional.of(new GroupVerdict(Status.DONE, Act.NOTHING, ""));
    }
    List<Integer> lacking =
        group.after().stream().filter(it -> of(before, it).status() != Status.DONE).toList();
    if (lacking.isEmpty()) {
      return Optional.of(new GroupVerdict(Status.WAITING, Act.AGAIN, "not submitted yet"));
    }
    return Optional.of(
        lacking.stream()
            .filter(it -> of(before, it).isGivenUp())
            .findFirst()
            .map(it -> new GroupVerdict(Status.FAILED, Act.NOTHING, lacks(it)))
            .orElseGet(
                () ->
                    new GroupVerdict(
                        Status.WAITING,
                        Act.WAIT,
                        "starts from group %d".formatted(lacking.get(0)))));
  }

  private static GroupVerdict of(Map<Integer, GroupVerdict> verdicts, int group) {
    return verdicts.getOrDefault(group, new GroupVerdict(Status.UNKNOWN, Act.WAIT, ""));
  }

  /** That a group has no checkpoint from which another starts. */
  static String lacks(int group) {
    return "group %d, which it starts from, has no checkpoint".formatted(group);
  }
}
