package hmrbench.executor.slurm;

import hmrbench.executor.Phase;
import hmrbench.executor.Submission;
import hmrbench.executor.Submitted;
import hmrbench.executor.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks Slurm, once for all tasks of a submission, how far they are. */
final class QueueLook {

  /** What {@code squeue} says where it does not know a job, which is an answer. */
  private static final String GONE = "Invalid job id";

  private final SlurmTools tools;
  private String complaint = "";

  QueueLook(SlurmTools tools) {
    this.tools = tools;
  }

  /** Whether Slurm answered the last time. */
  boolean isAnswered() {
    return complaint.isEmpty();
  }

  /** By group. */
  Map<Integer, TaskState> of(Submission submission, Submitted submitted) {
    Set<String> jobs =
        submitted.batches().stream()
            .map(Submitted.Batch::job)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (jobs.isEmpty()) {
      return Map.of();
    }
    Map<String, TaskState> byTask = statesOf(String.join(",", jobs), JobScript.jobName(submission));
    Map<Integer, TaskState> states = new HashMap<>();
    Set<Integer> all = new HashSet<>();
    submitted.batches().forEach(batch -> all.addAll(batch.groups()));
    for (int group : all) {
      Submitted.Batch batch = submitted.last(group).orElseThrow();
      String task = batch.task(group);
      TaskState state = Optional.ofNullable(byTask.get(task)).orElseGet(() -> withoutEntry(task));
      states.put(group, withExitFile(submission, group, batch, state));
    }
    return states;
  }

  private TaskState withoutEntry(String task) {
    return isAnswered()
        ? TaskState.of(Phase.UNKNOWN, "Slurm does not know job " + task)
        : TaskState.of(Phase.NO_ANSWER, "Slurm does not answer (%s)".formatted(complaint));
  }

  /** squeue knows what waits and runs; sacct, where there is one, how it ended. */
  private Map<String, TaskState> statesOf(String jobs, String name) {
    complaint = "";
    Map<String, TaskState> states = new HashMap<>();
    if (tools.has("sacct")) {
      SlurmTools.Said sacct =
          tools.run(
              "sacct",
              List.of(
                  "-X",
                  "-n",
                  "-P",
                  "-o",
                  "JobID,State,ExitCode,NodeList,ReqMem",
                  "--name=" + name,
                  "-j",
                  jobs));
      if (sacct.isGood()) {
        states.putAll(withUse(JobStates.ofSacct(sacct.out())));
      }
    }
    SlurmTools.Said squeue =
        tools.run(
            "squeue",
            List.of("-h", "-t", "all", "-r", "-n", name, "-o", "%i|%T|%r|%N", "-j", jobs));
    if (squeue.isGood()) {
      JobStates.ofSqueue(squeue.out())
          .forEach(
              (task, state) -> {
                if (state.phase().isLive() || !states.containsKey(task)) {
                  states.put(task, state);
                }
              });
    } else if (!squeue.complaint().contains(GONE)) {
      complaint = squeue.complaint();
    }
    return states;
  }

  /** With the memory that was used, which only the steps of a task know. */
  private Map<String, TaskState> withUse(Map<String, TaskState> states) {
    String ended =
        states.entrySet().stream()
            .filter(it -> it.getValue().phase() == Phase.OUT_OF_MEMORY)
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(","));
    if (ended.isEmpty()) {
      return states;
    }
    SlurmTools.Said steps =
        tools.run("sacct", List.of("-n", "-P", "-o", "JobID,MaxRSS", "-j", ended));
    return steps.isGood() ? JobStates.withUse(states, steps.out()) : states;
  }

  /** What the task itself wrote of its end, where Slurm has forgotten it or has no account. */
  private static TaskState withExitFile(
      Submission submission, int group, Submitted.Batch batch, TaskState state) {
    if (state.phase() != Phase.UNKNOWN && state.phase() != Phase.FAILED) {
      return state;
    }
    Path file = submission.folder().resolve("exit").resolve(Integer.toString(group));
    try {
      String[] words =
          Files.isRegularFile(file) ? Files.readString(file).strip().split(" ", -1) : new String[0];
      if (words.length == 3 && words[0].equals(batch.job()) && words[2].matches("\\d{1,3}")) {
        int code = Integer.parseInt(words[2]);
        String word = state.phase() == Phase.UNKNOWN ? "ended" : state.word();
        return new TaskState(
            code == 0 ? Phase.COMPLETED : Phase.FAILED, word, code, state.node(), state.detail());
      }
    } catch (IOException e) {
      return state; // What cannot be read says nothing.
    }
    return state;
  }
}
