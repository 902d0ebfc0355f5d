package hmrbench.executor;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import hmrbench.config.TrainingName;
import hmrbench.executor.GroupVerdict.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a group is, for {@code status}.
 *
 * @param training that it is; empty where it has cells
 * @param job of the scheduler with the number of the task; empty without one
 * @param status as users read it
 * @param why in a few words; empty where the status says it all
 * @param progress of its cells
 * @param node that it runs or ran on; empty where that is not known
 * @param log what it printed; empty where there is none
 * @param lastLine of the log, where it failed
 */
public record GroupReport(
    String submission,
    int group,
    String training,
    String job,
    String status,
    String why,
    @JsonUnwrapped Progress progress,
    String node,
    String log,
    String lastLine) {

  /**
   * Of a group.
   *
   * @param cells or trainings that it has
   * @param secondsLeft at the speed so far; negative where that is not known
   */
  public record Progress(int done, int cells, double secondsLeft) {}

  /** All groups of a submission. */
  public static List<GroupReport> of(Executor.Session session, Submission submission, Clock clock) {
    Map<Integer, TaskState> states = session.look(submission);
    GroupProgress progress = GroupProgress.of(submission);
    Judge judge = Judge.of(session);
    List<GroupReport> reports = new ArrayList<>();
    Groups groups = submission.groups();
    Map<Integer, GroupVerdict> verdicts = new HashMap<>();
    for (Group group : groups.groups()) {
      TaskState state =
          states.getOrDefault(group.index(), TaskState.of(Phase.UNKNOWN, "no one knows of it"));
      Optional<GroupVerdict> held = HeldBack.verdict(submission, group, progress, verdicts);
      GroupVerdict verdict =
          held.orElseGet(
              () ->
                  judge.of(
                      new Judge.Known(
                          progress.isComplete(group),
                          state,
                          1,
                          0,
                          session.mostMemory(),
                          progress.kept(group) > 0,
                          since(submission, group, clock))));
      verdicts.put(group.index(), verdict);
      // The verdict of a group that was held back says it already.
      String lacks = held.isEmpty() && verdict.isOver() ? progress.whatLacks(group, groups) : "";
      GroupVerdict whole = lacks.isEmpty() ? verdict : verdict.because(lacks);
      reports.add(of(submission, group, state, whole, progress.done(group), clock));
    }
    return reports;
  }

  private static Duration since(Submission submission, Group group, Clock clock) {
    Stream<String> signs =
        Stream.concat(
            submission.heartbeat(group.index()).map(Heartbeat::at).stream(),
            submission.submitted().flatMap(it -> it.last(group.index())).stream()
                .map(Submitted.Batch::at));
    return signs
        .map(Instant::parse)
        .max(Comparator.naturalOrder())
        .map(last -> Duration.between(last, clock.instant()))
        .orElse(Judge.FORGOTTEN);
  }

  private static GroupReport of(
      Submission submission,
      Group group,
      TaskState state,
      GroupVerdict verdict,
      int done,
      Clock clock) {
    int index = group.index();
    TrainingName training = group.training();
    String job =
        submission
            .submitted()
            .flatMap(it -> it.last(index))
            .filter(batch -> !batch.job().isEmpty())
            .map(batch -> batch.task(index))
            .orElse("");
    boolean failed = verdict.status() == Status.FAILED || verdict.status() == Status.UNKNOWN;
    String why =
        verdict.why().isEmpty() ? detail(submission, group, state, verdict) : verdict.why();
    return new GroupReport(
        submission.id(),
        index,
        training == null ? "" : training.toString(),
        job,
        verdict.status().name().toLowerCase(Locale.ROOT),
        why,
        new Progress(
            done,
            group.size(),
            verdict.status() == Status.RUNNING ? left(submission, index, clock) : -1),
        state.node().isEmpty()
            ? submission.heartbeat(index).map(Heartbeat::host).orElse("")
            : state.node(),
        GroupProgress.log(submission, index).map(Object::toString).orElse(""),
        failed ? GroupProgress.lastLine(submission, index).replaceFirst("^: ", "") : "");
  }

  /** What a group waits for, or what a training is at. */
  private static String detail(
      Submission submission, Group group, TaskState state, GroupVerdict verdict) {
    if (verdict.status() == Status.WAITING) {
      return state.detail();
    }
    return verdict.status() == Status.RUNNING && group.training() != null
        ? submission.heartbeat(group.index()).map(Heartbeat::now).orElse("")
        : "";
  }

  /** At the speed of this start. */
  private static double left(Submission submission, int group, Clock clock) {
    return submission
        .heartbeat(group)
        .filter(beat -> beat.share() > 0)
        .map(
            beat -> {
              Instant began = Instant.parse(beat.started());
              Instant said = Instant.parse(beat.at());
              double spent = Duration.between(began, said).toMillis() / 1e3;
              double since = Duration.between(said, clock.instant()).toMillis() / 1e3;
              return Math.max(0, spent * (1 - beat.share()) / beat.share() - since);
            })
        .orElse(-1.0);
  }

  /** As one line. */
  public String line() {
    StringBuilder line =
        new StringBuilder(
            "%s group %d%s%s: %s%s"
                .formatted(
                    submission,
                    group,
                    job.isEmpty() ? "" : " (job %s)".formatted(job),
                    training.isEmpty() ? "" : ", " + training,
                    status,
                    training.isEmpty()
                        ? ", %d of %d cells".formatted(progress.done(), progress.cells())
                        : ""));
    line.append(
        progress.secondsLeft() < 0
            ? ""
            : ", about %d s left".formatted(Math.round(progress.secondsLeft())));
    line.append(node.isEmpty() ? "" : ", on " + node);
    line.append(why.isEmpty() ? "" : "; " + why);
    line.append(lastLine.isEmpty() ? "" : "; it said: " + lastLine);
    line.append(log.isEmpty() ? "" : "; log: " + log);
    return line.toString();
  }

  /** All of them in one line. */
  public static String sum(List<GroupReport> reports) {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    reports.forEach(
        it -> counts.merge(Status.valueOf(it.status().toUpperCase(Locale.ROOT)), 1, Integer::sum));
    boolean train = reports.stream().anyMatch(it -> !it.training().isEmpty());
    return "%d of %d %s; groups: %s"
        .formatted(
            reports.stream().mapToInt(it -> it.progress().done()).sum(),
            reports.stream().mapToInt(it -> it.progress().cells()).sum(),
            train ? "trainings" : "cells",
            GroupProgress.words(counts));
  }

  /** As JSON. */
  public static String json(List<GroupReport> reports) {
    return JsonFile.text(reports);
  }
}
