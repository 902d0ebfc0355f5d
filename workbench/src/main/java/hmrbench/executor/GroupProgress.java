package hmrbench.executor;

import hmrbench.config.TrainingName;
import hmrbench.executor.GroupVerdict.Status;
import hmrbench.record.Part;
import hmrbench.run.Trainings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far groups are, from what lies in the folder of their submission. */
final class GroupProgress {

  private final Submission submission;
  private final List<Part> parts;

  /** By group, so that all that is said of one look agrees, and a file is read once. */
  private final Map<Integer, Integer> done = new HashMap<>();

  private GroupProgress(Submission submission, List<Part> parts) {
    this.submission = submission;
    this.parts = parts;
  }

  /** As it is now. */
  static GroupProgress of(Submission submission) {
    return new GroupProgress(submission, submission.parts());
  }

  /** How many cells or trainings of a group are done. */
  int done(Group group) {
    return done.computeIfAbsent(group.index(), index -> counted(group));
  }

  private int counted(Group group) {
    if (group.training() != null) {
      return submission.isTrained(group.index()) ? 1 : 0;
    }
    return (int)
        group.cells().stream()
            .filter(it -> parts.stream().anyMatch(part -> part.has(it.cell(), it.interventions())))
            .count();
  }

  /** Whether all of a group is done. */
  boolean isComplete(Group group) {
    return done(group) == group.size();
  }

  /** What a worker that is killed does not lose: cells, or steps of a training. */
  int kept(Group group) {
    TrainingName training = group.training();
    return training == null
        ? done(group)
        : Trainings.stepsSaved(submission.run(), training) + done(group);
  }

  /** That groups have no checkpoint from which a group starts; empty where all have. */
  String whatLacks(Group group, Groups groups) {
    return group.after().stream()
        .map(groups.groups()::get)
        .filter(it -> !isComplete(it))
        .map(it -> HeldBack.lacks(it.index()))
        .collect(Collectors.joining("; "));
  }

  /** How many groups are how far, in words. */
  static String words(Map<Status, Integer> counts) {
    return counts.entrySet().stream()
        .map(it -> "%d %s".formatted(it.getValue(), it.getKey().name().toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  /** The newest log of a group. */
  static Optional<Path> log(Submission submission, int group) {
    Path logs = submission.logs();
    if (!Files.isDirectory(logs)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .filter(it -> it.getFileName().toString().matches("(.*_)?%d\\.out".formatted(group)))
          .max(java.util.Comparator.comparing(it -> it.toFile().lastModified()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The last line that a group printed, after a colon; empty where there is none. */
  static String lastLine(Submission submission, int group) {
    return log(submission, group)
        .flatMap(GroupProgress::lastLine)
        .map(line -> ": " + line)
        .orElse("");
  }

  private static Optional<String> lastLine(Path log) {
    try {
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).reduce((earlier, later) -> later);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
