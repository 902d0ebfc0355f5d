package hmrbench.executor.slurm;

import hmrbench.executor.Phase;
import hmrbench.executor.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what sacct and squeue say of the tasks of arrays. */
final class JobStates {

  /** {@code 12_3}, or several that wait, {@code 12_[4-6,9%2]}. */
  private static final Pattern TASKS =
      Pattern.compile("(\\d+)_(?:(\\d+)|\\[([^\\]%]+)(?:%\\d+)?\\])");

  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+)(?::(\\d+))?)?");

  private JobStates() {}

  /** What Slurm calls a state, as ours; its first word decides. */
  static Phase phase(String state) {
    String word = state.strip().split("[ +]", 2)[0];
    return switch (word) {
      case "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_FED", "SUSPENDED", "RESIZING" ->
          Phase.WAITING;
      case "RUNNING", "COMPLETING", "SIGNALING", "STAGE_OUT", "STOPPED" -> Phase.RUNNING;
      case "COMPLETED" -> Phase.COMPLETED;
      case "PREEMPTED", "NODE_FAIL", "BOOT_FAIL" -> Phase.TAKEN_AWAY;
      case "TIMEOUT", "DEADLINE" -> Phase.TIMEOUT;
      case "OUT_OF_MEMORY" -> Phase.OUT_OF_MEMORY;
      case "CANCELLED", "REVOKED" -> Phase.CANCELLED;
      case "FAILED" -> Phase.FAILED;
      case "REQUEUE_HOLD", "SPECIAL_EXIT" -> Phase.HELD;
      default -> Phase.UNKNOWN;
    };
  }

  /**
   * Lines of {@code sacct -X -n -P -o JobID,State,ExitCode,NodeList,ReqMem}.
   *
   * @return by {@code job_task}
   */
  static Map<String, TaskState> ofSacct(String text) {
    Map<String, TaskState> states = new HashMap<>();
    for (String line : text.lines().toList()) {
      String[] fields = line.split("\\|", -1);
      if (fields.length < 5 || fields[0].contains(".")) {
        continue;
      }
      int code = exitCode(fields[2]);
      String detail = fields[4].isBlank() ? "" : fields[4].strip() + " asked for";
      put(
          fields[0],
          new TaskState(phase(fields[1]), fields[1].strip(), code, node(fields[3]), detail),
          states);
    }
    return states;
  }

  /** {@code code:signal}; one that a signal ended counts as a shell would count it. */
  private static int exitCode(String text) {
    List<String> parts = List.of(text.split(":", -1));
    int code = number(parts.get(0));
    int signal = parts.size() > 1 ? number(parts.get(1)) : 0;
    return signal > 0 ? 128 + signal : code;
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static String node(String text) {
    String stripped = text.strip();
    return stripped.equals("None assigned") || stripped.equals("(null)") ? "" : stripped;
  }

  /** Lines of {@code squeue -h -t all -r -o %i|%T|%r|%N}: as {@link #ofSacct}. */
  static Map<String, TaskState> ofSqueue(String text) {
    Map<String, TaskState> states = new HashMap<>();
    for (String line : text.lines().toList()) {
      String[] fields = line.split("\\|", -1);
      if (fields.length < 4) {
        continue;
      }
      Phase phase = phase(fields[1]);
      String reason = fields[2].strip();
      boolean waits = phase == Phase.WAITING;
      String detail = waits ? PendingReason.words(reason) : "";
      boolean held = waits && PendingReason.isHeld(reason);
      put(
          fields[0],
          new TaskState(held ? Phase.HELD : phase, fields[1].strip(), 0, node(fields[3]), detail),
          states);
    }
    return states;
  }

  /**
   * Lines of {@code sacct -n -P -o JobID,MaxRSS}: the same states with the memory of their steps.
   */
  static Map<String, TaskState> withUse(Map<String, TaskState> states, String text) {
    Map<String, TaskState> told = new HashMap<>(states);
    for (String line : text.lines().toList()) {
      String[] fields = line.split("\\|", -1);
      if (fields.length < 2 || fields[1].isBlank() || !fields[0].contains(".")) {
        continue;
      }
      told.computeIfPresent(
          fields[0].substring(0, fields[0].indexOf('.')),
          (task, state) ->
              new TaskState(
                  state.phase(),
                  state.word(),
                  state.exitCode(),
                  state.node(),
                  "%s, %s used".formatted(state.detail(), fields[1].strip())));
    }
    return told;
  }

  private static void put(String id, TaskState state, Map<String, TaskState> states) {
    Matcher tasks = TASKS.matcher(id.strip());
    if (!tasks.matches()) {
      states.put(id.strip(), state);
    } else if (tasks.group(2) != null) {
      states.put(id.strip(), state);
    } else {
      for (String range : tasks.group(3).split(",", -1)) {
        expand(range.strip()).forEach(task -> states.put(tasks.group(1) + "_" + task, state));
      }
    }
  }

  private static List<Integer> expand(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      return List.of();
    }
    int from = Integer.parseInt(range.group(1));
    int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
    int step = range.group(3) == null ? 1 : Math.max(1, Integer.parseInt(range.group(3)));
    return java.util.stream.IntStream.rangeClosed(from, to)
        .filter(it -> (it - from) % step == 0)
        .boxed()
        .toList();
  }

  /** Numbers as sbatch writes them: {@code 0-4,7}. */
  static String ranges(List<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < numbers.size(); ) {
      int end = i;
      while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
        end++;
      }
      text.append(text.isEmpty() ? "" : ",").append(numbers.get(i));
      if (end > i) {
        text.append('-').append(numbers.get(end));
      }
      i = end + 1;
    }
    return text.toString();
  }
}
