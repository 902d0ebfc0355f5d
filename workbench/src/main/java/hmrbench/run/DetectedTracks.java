package hmrbench.run;

import hmrbench.metric.detect.ArrayReading;
import hmrbench.metric.detect.ConventionDetector;
import hmrbench.metric.detect.ConventionFindings;
import hmrbench.metric.detect.MotionPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Which track of a file is which person of a data set, where names are missing or wrong. The pair
 * that agrees best shows the conventions; under these, every track is held against every sequence.
 */
final class DetectedTracks {

  /** The next best sequence must be so many times as far off. */
  private static final double CLEARLY = 1.15;

  /** Pairs beyond this many take minutes. */
  private static final int MOST_PAIRS = 400;

  private static final int QUICK_ROWS = 150;

  private final List<String> people;
  private final List<String> sequences;
  private final BiFunction<String, String, MotionPair> motions;
  private final List<ArrayReading> readings;
  private final double rate;
  private final boolean bodies;

  /**
   * @param people names of the tracks
   * @param sequences that they may be of
   * @param motions of a track against a sequence
   */
  DetectedTracks(
      List<String> people,
      List<String> sequences,
      BiFunction<String, String, MotionPair> motions,
      List<ArrayReading> readings,
      double rate,
      boolean bodies) {
    this.people = people;
    this.sequences = sequences;
    this.motions = motions;
    this.readings = readings;
    this.rate = rate;
    this.bodies = bodies;
  }

  /** The sequence of each track, where one is clearly nearer than all others. */
  Map<String, String> find() {
    if (people.isEmpty() || people.size() * sequences.size() > MOST_PAIRS) {
      return Map.of();
    }
    Optional<ConventionFindings> shared = shared();
    return shared.map(this::under).orElse(Map.of());
  }

  private Optional<ConventionFindings> shared() {
    ConventionFindings best = null;
    for (String person : people) {
      for (String sequence : sequences) {
        MotionPair motion = motions.apply(person, sequence);
        MotionPair quick = motion.every(Math.max(1, motion.rows() / QUICK_ROWS));
        ConventionFindings findings = ConventionDetector.of(List.of(quick), readings, rate, bodies);
        if (best == null || findings.explainedMm() < best.explainedMm()) {
          best = findings;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private Map<String, String> under(ConventionFindings shared) {
    Map<String, Map<String, Double>> errors = new LinkedHashMap<>();
    for (String person : people) {
      Map<String, Double> row = new LinkedHashMap<>();
      sequences.forEach(
          it -> row.put(it, ConventionDetector.errorMm(motions.apply(person, it), shared, rate)));
      errors.put(person, row);
    }
    Map<String, String> found = new LinkedHashMap<>();
    errors.forEach((person, row) -> nearest(row).ifPresent(it -> found.put(person, it)));
    List<String> taken = new ArrayList<>(found.values());
    // A sequence that two tracks want is given to neither: pieces of one track are for the user.
    found.values().removeIf(it -> taken.indexOf(it) != taken.lastIndexOf(it));
    return found;
  }

  private static Optional<String> nearest(Map<String, Double> errors) {
    List<Map.Entry<String, Double>> sorted =
        errors.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    boolean clear =
        sorted.size() == 1
            || (sorted.size() > 1 && sorted.get(1).getValue() > CLEARLY * sorted.get(0).getValue());
    return clear && Double.isFinite(sorted.get(0).getValue())
        ? Optional.of(sorted.get(0).getKey())
        : Optional.empty();
  }
}
