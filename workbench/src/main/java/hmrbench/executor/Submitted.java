package hmrbench.executor;

import hmrbench.run.Program;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was submitted to a scheduler, and by whom.
 *
 * @param executor its key
 * @param at ISO 8601, UTC
 * @param batches in the order in which they were submitted
 * @param next groups that are being submitted, until their job is noted as a batch
 * @param report job that merges and writes the report, where there is one
 */
public record Submitted(
    String executor,
    String host,
    String user,
    long process,
    String at,
    String command,
    String version,
    List<Batch> batches,
    List<Integer> next,
    @Nullable String report) {

  /**
   * Groups that were submitted together.
   *
   * @param job of the scheduler
   * @param offset what is added to a task's number to have its group
   */
  public record Batch(String job, int offset, List<Integer> groups, String at) {
    public Batch {
      groups = List.copyOf(groups);
    }

    /** What the scheduler calls the task of a group. */
    public String task(int group) {
      return "%s_%d".formatted(job, group - offset);
    }
  }

  public Submitted {
    batches = List.copyOf(batches);
    next = next == null ? List.of() : List.copyOf(next); // an earlier build noted none
  }

  /** Nothing yet, of an executor, by this program. */
  public static Submitted byThisProgram(String executor) {
    ProcessHandle self = ProcessHandle.current();
    return new Submitted(
        executor,
        Host.name(),
        System.getProperty("user.name"),
        self.pid(),
        now(),
        self.info().commandLine().orElse(""),
        Program.version(),
        List.of(),
        List.of(),
        null);
  }

  /** The time, as ISO 8601 in UTC. */
  public static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The same, about to submit groups. */
  public Submitted about(List<Integer> groups) {
    return new Submitted(
        executor, host, user, process, at, command, version, batches, groups, report);
  }

  /** The same with one more batch. */
  public Submitted with(Batch batch) {
    List<Batch> more = new ArrayList<>(batches);
    more.add(batch);
    return new Submitted(
        executor, host, user, process, at, command, version, more, List.of(), report);
  }

  /** The same with another report job. */
  public Submitted withReport(String job) {
    return new Submitted(executor, host, user, process, at, command, version, batches, next, job);
  }

  /** The job that makes the report, where it was submitted. */
  public Optional<String> reportJob() {
    return Optional.ofNullable(report);
  }

  /** The last batch that has a group. */
  public Optional<Batch> last(int group) {
    return batches.stream()
        .filter(batch -> batch.groups().contains(group))
        .reduce((earlier, later) -> later);
  }

  /** How often a group was submitted. */
  public long times(int group) {
    return batches.stream().filter(batch -> batch.groups().contains(group)).count();
  }
}
