package hmrbench.executor;

import hmrbench.core.Fault;
import hmrbench.executor.GroupVerdict.Act;
import hmrbench.executor.GroupVerdict.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows a submission to its end, and submits again what is not to blame for its end. */
public final class SubmissionFollower {

  private final Executor.Session session;
  private final Submission submission;
  private final Groups groups;
  private final Judge judge;
  private final Clock clock;
  private final Consumer<String> tell;
  private final Map<Integer, Integer> failures = new HashMap<>();
  private final Map<Integer, Integer> timeouts = new HashMap<>();
  private final Map<Integer, Integer> memory = new HashMap<>();
  private final Map<Integer, Integer> keptBefore = new HashMap<>();
  private final Map<Integer, Seen> seen = new HashMap<>();
  private final Set<String> waitsFor = new HashSet<>();
  private final Set<Integer> reported = new HashSet<>();
  private boolean stopped;
  private String said = "";

  /** A state, and since when. */
  private record Seen(TaskState state, Instant since) {}

  /**
   * @param tell takes a sentence for each thing that happens
   */
  public SubmissionFollower(
      Executor.Session session, Submission submission, Clock clock, Consumer<String> tell) {
    this.session = session;
    this.submission = submission;
    this.groups = submission.groups();
    this.judge = Judge.of(session);
    this.clock = clock;
    this.tell = tell;
  }

  /** Looks until nothing waits or runs any more. */
  public void toTheEnd() {
    for (int looks = 0; look(); looks++) {
      try {
        Thread.sleep(session.pause(looks).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Fault.running("following was interrupted");
      }
    }
  }

  /** Looks once and does what is to be done; whether anything waits or runs still. */
  public boolean look() {
    Map<Integer, TaskState> states = session.look(submission);
    GroupProgress progress = GroupProgress.of(submission);
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    List<Integer> again = new ArrayList<>();
    Map<Integer, GroupVerdict> verdicts = new HashMap<>();
    int done = 0;
    for (Group group : groups.groups()) {
      int index = group.index();
      done += progress.done(group);
      Optional<GroupVerdict> held = HeldBack.verdict(submission, group, progress, verdicts);
      GroupVerdict verdict = held.orElseGet(() -> verdict(group, progress, states));
      verdicts.put(index, verdict);
      counts.merge(verdict.status(), 1, Integer::sum);
      tellReason(verdict, states.get(index));
      if (held.isPresent() && verdict.act() == Act.AGAIN) {
        again.add(index); // for the first time
      } else {
        act(group, progress, verdict, again);
      }
    }
    tell(done, counts);
    if (!again.isEmpty() && !stopped) {
      session.submit(submission, again);
      again.forEach(seen::remove);
      return true;
    }
    return (counts.containsKey(Status.WAITING) && !stopped)
        || counts.containsKey(Status.RUNNING)
        || counts.containsKey(Status.UNKNOWN);
  }

  private GroupVerdict verdict(
      Group group, GroupProgress progress, Map<Integer, TaskState> states) {
    int index = group.index();
    TaskState state = states.getOrDefault(index, TaskState.of(Phase.UNKNOWN, "no one knows of it"));
    Seen now =
        seen.compute(
            index,
            (key, before) ->
                before != null && before.state().equals(state)
                    ? before
                    : new Seen(state, clock.instant()));
    return judge.of(
        new Judge.Known(
            progress.isComplete(group),
            state,
            failures.getOrDefault(index, 0),
            timeouts.getOrDefault(index, 0),
            memory.getOrDefault(index, 0),
            progress.kept(group) > keptBefore.getOrDefault(index, 0),
            Duration.between(now.since(), clock.instant())));
  }

  private void act(Group of, GroupProgress progress, GroupVerdict verdict, List<Integer> again) {
    int group = of.index();
    if (verdict.act() == Act.STOP_ALL) {
      stopped = true;
    }
    if (verdict.act() == Act.AGAIN || verdict.act() == Act.AGAIN_COUNTED) {
      if (verdict.act() == Act.AGAIN_COUNTED) {
        counted(seenPhase(group)).merge(group, 1, Integer::sum);
      }
      keptBefore.put(group, progress.kept(of));
      again.add(group);
      tell.accept("group %d is submitted again: %s".formatted(group, verdict.why()));
    } else if ((verdict.status() == Status.FAILED
            || verdict.status() == Status.STOPPED
            || verdict.status() == Status.HELD)
        && reported.add(group)) {
      tell.accept(
          "group %d: %s%s"
              .formatted(group, verdict.why(), GroupProgress.lastLine(submission, group)));
    }
  }

  private Map<Integer, Integer> counted(Phase phase) {
    return switch (phase) {
      case TIMEOUT -> timeouts;
      case OUT_OF_MEMORY -> memory;
      default -> failures;
    };
  }

  private Phase seenPhase(int group) {
    Seen is = seen.get(group);
    return is == null ? Phase.UNKNOWN : is.state().phase();
  }

  private void tellReason(GroupVerdict verdict, @Nullable TaskState state) {
    String reason =
        switch (verdict.status()) {
          case WAITING -> state == null || state.phase() != Phase.WAITING ? "" : state.detail();
          case UNKNOWN -> verdict.why();
          default -> "";
        };
    if (!reason.isEmpty() && waitsFor.add(reason)) {
      tell.accept("groups wait: " + reason);
    }
  }

  private void tell(int done, Map<Status, Integer> counts) {
    String now =
        "%d of %d %s; groups: %s"
            .formatted(done, groups.size(), groups.things(), GroupProgress.words(counts));
    if (!now.equals(said)) {
      said = now;
      tell.accept(now);
    }
  }
}
