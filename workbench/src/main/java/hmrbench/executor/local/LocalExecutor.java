package hmrbench.executor.local;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import hmrbench.executor.Executor;
import hmrbench.executor.Groups;
import hmrbench.executor.Phase;
import hmrbench.executor.Submission;
import hmrbench.executor.Submitted;
import hmrbench.executor.TaskState;
import hmrbench.executor.WorkerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Groups as programs on this machine, some at a time; they end with the command. */
public final class LocalExecutor implements Executor {

  /** Starting a program costs about as much as a second of computing. */
  private static final double GROUP_SECONDS = 60;

  private static final Duration PAUSE = Duration.ofMillis(300);

  /** How long a worker may take to stop between two sequences, or two steps of a training. */
  private static final long STOP_SECONDS = 20;

  @Override
  public String key() {
    return "local";
  }

  @Override
  public String description() {
    return "programs on this machine, each with some cells, or a training";
  }

  @Override
  public Session open(Order order) {
    if (order.settings().isPresent()) {
      throw Fault.asked("--slurm-config: is for --executor slurm");
    }
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors());
    int usual = order.cards().isEmpty() ? cores : order.cards().size();
    return new Local(order, order.parallel() > 0 ? order.parallel() : usual, cores);
  }

  /** The programs of one command. */
  private static final class Local implements Session {

    private final Order order;
    private final int parallel;
    private final int threads;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final Map<Integer, Process> programs = new HashMap<>();
    private final Map<Integer, String> cardOf = new HashMap<>();
    private final Map<Integer, TaskState> ended = new HashMap<>();

    Local(Order order, int parallel, int cores) {
      this.order = order;
      this.parallel = parallel;
      this.threads = Math.max(1, cores / parallel);
    }

    @Override
    public int cores() {
      return threads;
    }

    @Override
    public int atOnce() {
      return parallel;
    }

    @Override
    public double groupSeconds() {
      return GROUP_SECONDS;
    }

    @Override
    public int mostTimeouts() {
      return 0;
    }

    @Override
    public boolean isDetached() {
      return false;
    }

    @Override
    public Duration pause(int looks) {
      return PAUSE;
    }

    @Override
    public List<String> preview(Submission submission, Groups groups) {
      int programs = groups.groups().size();
      return List.of(
          "%d programs on this machine, %d at a time, with %d threads each"
              .formatted(programs, Math.min(parallel, programs), threads));
    }

    @Override
    public void submit(Submission submission, List<Integer> groups) {
      Submitted before = submission.submitted().orElseGet(() -> Submitted.byThisProgram("local"));
      submission.write(before.with(new Submitted.Batch("", 0, groups, Submitted.now())));
      groups.forEach(ended::remove);
      waiting.addAll(groups);
    }

    @Override
    public Map<Integer, TaskState> look(Submission submission) {
      programs.forEach(
          (group, program) -> {
            if (!program.isAlive()) {
              ended.put(group, state(program.exitValue()));
            }
          });
      programs.values().removeIf(program -> !program.isAlive());
      cardOf.keySet().retainAll(programs.keySet());
      while (!waiting.isEmpty() && programs.size() < parallel) {
        int group = waiting.remove();
        programs.put(group, start(submission, group));
      }
      Map<Integer, TaskState> states = new HashMap<>(ended);
      waiting.forEach(group -> states.put(group, TaskState.of(Phase.WAITING, "waiting")));
      programs.keySet().forEach(group -> states.put(group, TaskState.of(Phase.RUNNING, "running")));
      return states;
    }

    private static TaskState state(int code) {
      Phase phase = code == 0 ? Phase.COMPLETED : Phase.FAILED;
      return new TaskState(phase, code > 128 ? "killed" : "failed", code, "", "");
    }

    private Process start(Submission submission, int group) {
      List<String> words =
          new ArrayList<>(
              WorkerProgram.words(submission, Optional.empty(), true, order.project(), threads));
      words.add("run-shard");
      words.add(submission.groupsFile().toString());
      words.add(Integer.toString(group));
      words.addAll(List.of("--stop-file", submission.stop(group).toString()));
      words.addAll(List.of("--parent", Long.toString(ProcessHandle.current().pid())));
      Path log = submission.logs().resolve(group + ".out");
      try {
        Files.createDirectories(submission.logs());
        ProcessBuilder builder =
            new ProcessBuilder(words)
                .directory(order.project().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        card(group).ifPresent(it -> builder.environment().put("CUDA_VISIBLE_DEVICES", it));
        return builder.start();
      } catch (IOException e) {
        throw new Fault(
            Fault.Kind.FAILED_RUNNING, "java does not start: %s".formatted(Reason.of(e)), e);
      }
    }

    /** The card with the fewest programs; each sees that one alone, as gpu:0. */
    private Optional<String> card(int group) {
      Optional<String> card =
          order.cards().stream()
              .min(Comparator.comparing(it -> Collections.frequency(cardOf.values(), it)));
      card.ifPresent(it -> cardOf.put(group, it));
      return card;
    }

    @Override
    public void cancel(Submission submission) {
      waiting.clear();
      submission.askToStop();
      try {
        for (Process program : programs.values()) {
          if (!program.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            program.destroyForcibly();
          }
        }
      } catch (InterruptedException e) {
        programs.values().forEach(Process::destroyForcibly);
        Thread.currentThread().interrupt();
      }
    }
  }
}
