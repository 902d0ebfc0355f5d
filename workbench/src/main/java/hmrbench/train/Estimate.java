package hmrbench.train;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far the trainings of a recipe are, and how long the rest takes at the speed of this start.
 * Trainings of earlier starts count as done with the steps that they took; a training that a rule
 * ends is expected to take as many as those of its kind that have ended took on average.
 */
final class Estimate {

  private final Clock clock;
  private final long started;
  private final List<Training> trainings = new ArrayList<>();
  private long stepsOfThisStart;

  Estimate(Clock clock) {
    this.clock = clock;
    this.started = clock.millis();
  }

  /** One training. */
  final class Training {
    private final String kind;
    private final int mostSteps;
    private int steps;
    private boolean ended;

    private Training(String kind, int mostSteps, int steps, boolean ended) {
      this.kind = kind;
      this.mostSteps = mostSteps;
      this.steps = steps;
      this.ended = ended;
    }

    /** Takes note of one more step. */
    void reached(int done) {
      synchronized (Estimate.this) {
        stepsOfThisStart += done - steps;
        steps = done;
      }
    }

    /** Takes note that there will be no further step. */
    void end() {
      synchronized (Estimate.this) {
        ended = true;
      }
    }
  }

  /**
   * Adds a training.
   *
   * @param kind trainings of one kind take about as many steps
   * @param mostSteps that it may take
   * @param steps that it has from an earlier start
   * @param ended whether its checkpoint is there
   */
  synchronized Training add(String kind, int mostSteps, int steps, boolean ended) {
    Training training = new Training(kind, mostSteps, steps, ended);
    trainings.add(training);
    return training;
  }

  /** For example {@code 12 of 27 trainings done, 61 % of all steps, about 14 min left}. */
  synchronized String words() {
    long ended = trainings.stream().filter(it -> it.ended).count();
    double done = trainings.stream().mapToLong(it -> it.steps).sum();
    double left = trainings.stream().mapToDouble(this::left).sum();
    double minutes = (clock.millis() - started) / 60_000.0;
    String time =
        stepsOfThisStart == 0 || minutes == 0
            ? "time left unknown"
            : String.format(
                Locale.ROOT, "about %.0f min left", Math.ceil(left * minutes / stepsOfThisStart));
    return String.format(
        Locale.ROOT,
        "%d of %d trainings done, %.0f %% of all steps, %s",
        ended,
        trainings.size(),
        Math.floor(100 * done / Math.max(1, done + left)),
        time);
  }

  private double left(Training training) {
    if (training.ended) {
      return 0;
    }
    OptionalDouble usual =
        trainings.stream()
            .filter(it -> it.ended && it.kind.equals(training.kind))
            .mapToInt(it -> it.steps)
            .average();
    double expected = Math.min(usual.orElse(training.mostSteps), training.mostSteps);
    // One that is past the usual length may end at any look.
    return Math.max(0, expected - training.steps);
  }
}
