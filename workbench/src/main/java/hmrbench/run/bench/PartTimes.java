package hmrbench.run.bench;

import hmrbench.model.Stopwatch;
import java.util.EnumMap;
import java.util.Map;

/** Adds up how long the parts of a network took, over all threads. */
final class PartTimes implements Stopwatch {

  private static final double NANOSECONDS = 1e9;

  private final Map<Part, Long> sums = new EnumMap<>(Part.class);

  @Override
  public synchronized void took(Part part, int windows, long nanoseconds) {
    sums.merge(part, nanoseconds, Long::sum);
  }

  /** Seconds per part; from here on it counts anew. */
  synchronized Map<Part, Double> take() {
    Map<Part, Double> seconds = new EnumMap<>(Part.class);
    sums.forEach((part, nanoseconds) -> seconds.put(part, nanoseconds / NANOSECONDS));
    sums.clear();
    return seconds;
  }
}
