package hmrbench.run;

import hmrbench.record.Manifest.Throughput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** How many frames each stage of a run saw, and the time it took. Safe for several threads. */
final class Stages {

  /** Parts of the way from a data set to a record. */
  enum Stage {
    CLIP("1 clip"),
    MODEL("2 model"),
    FILTER("3 filter"),
    JOINTS("4 joints"),
    MESH_ERROR("5 mesh error"),
    SCORE("6 score"),
    DIAGNOSE("7 diagnose"),
    RECORD("8 record");

    private final String label;

    Stage(String label) {
      this.label = label;
    }
  }

  private static final double NANOSECONDS = 1e9;

  private final LongSupplier clock;
  private final Map<Stage, long[]> measured = new TreeMap<>();

  /**
   * @param clock nanoseconds from any origin
   */
  Stages(LongSupplier clock) {
    this.clock = clock;
  }

  /** Does a piece of work and notes how long it took. */
  <T> T measure(Stage stage, long frames, Supplier<T> work) {
    long start = clock.getAsLong();
    T result = work.get();
    add(stage, frames, clock.getAsLong() - start);
    return result;
  }

  /**
   * Does a piece of work and notes how long it took.
   *
   * @param frames of its result
   */
  <T> T measure(Stage stage, ToLongFunction<T> frames, Supplier<T> work) {
    long start = clock.getAsLong();
    T result = work.get();
    add(stage, frames.applyAsLong(result), clock.getAsLong() - start);
    return result;
  }

  private synchronized void add(Stage stage, long frames, long nanoseconds) {
    long[] sums = measured.computeIfAbsent(stage, first -> new long[2]);
    sums[0] += frames;
    sums[1] += nanoseconds;
  }

  /** The same clock, with nothing measured yet: for work that counts only once it is recorded. */
  Stages apart() {
    return new Stages(clock);
  }

  /** Takes over what was measured apart, which starts again at nothing. */
  void take(Stages apart) {
    Map<Stage, long[]> taken = apart.emptied();
    taken.forEach((stage, sums) -> add(stage, sums[0], sums[1]));
  }

  private synchronized Map<Stage, long[]> emptied() {
    Map<Stage, long[]> all = new TreeMap<>(measured);
    measured.clear();
    return all;
  }

  /** Frames over the seconds of all workers together, stage by stage. */
  synchronized List<Throughput> throughput() {
    return measured.entrySet().stream()
        .map(
            entry -> {
              long frames = entry.getValue()[0];
              double seconds = entry.getValue()[1] / NANOSECONDS;
              double rate = seconds > 0 ? frames / seconds : 0;
              return new Throughput(entry.getKey().label, frames, seconds, rate);
            })
        .toList();
  }
}
