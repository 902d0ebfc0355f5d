package hmrbench.executor;

import hmrbench.executor.GroupVerdict.Status;
import hmrbench.record.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far groups are, from what lies in the folder of their submission. */
final class GroupProgress {

  private GroupProgress() {}

  /** How many cells of a group are done. */
  static int done(Group group, List<Part> parts) {
    return (int)
        group.cells().stream()
            .filter(it -> parts.stream().anyMatch(part -> part.has(it.cell(), it.interventions())))
            .count();
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
