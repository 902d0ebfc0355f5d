package hmrbench.metric.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One model against a baseline on the sequences that both were scored on. Every number here is of
 * one quantity: the difference of a sequence under a seed, averaged over seeds and sequences.
 *
 * @param model the model's mean over seeds and sequences
 * @param baseline the baseline's
 * @param change model minus baseline
 * @param better sequences on which the model is better, over its seeds
 * @param worse sequences on which it is worse
 * @param equal sequences on which both are the same
 * @param unmatched sequences that only one of them has; left out
 */
public record Comparison(
    double model,
    double baseline,
    ClusteredMean change,
    int better,
    int worse,
    int equal,
    List<String> unmatched) {

  public Comparison {
    unmatched = List.copyOf(unmatched);
  }

  /** Sequences that both have. */
  public int sequences() {
    return better + worse + equal;
  }

  /** The share of sequences on which the model is better, from 0 to 1. */
  public double shareBetter() {
    return (double) better / sequences();
  }

  /** Model minus baseline with its interval; nothing where there are too few people. */
  public Optional<Interval> difference() {
    return change.interval();
  }

  /** The probability of such a difference where there is none, not corrected for other tests. */
  public OptionalDouble p() {
    return change.p();
  }

  /**
   * Compares two cells on the sequences that both have, by name, and the seeds that both have. A
   * model of one seed is compared with every seed of the other.
   *
   * @return nothing where they have no sequence or no seed in common
   */
  public static Optional<Comparison> of(
      CellSample model, CellSample baseline, boolean lowerIsBetter) {
    List<Integer> inModel = new ArrayList<>();
    List<Integer> inBaseline = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    Map<String, Integer> places = places(model);
    Map<String, Integer> others = places(baseline);
    places.forEach(
        (name, place) -> {
          Integer other = others.remove(name);
          if (other == null) {
            unmatched.add(name);
          } else {
            inModel.add(place);
            inBaseline.add(other);
          }
        });
    unmatched.addAll(others.keySet());
    List<int[]> seeds = seeds(model, baseline);
    return inModel.isEmpty() || seeds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            matched(
                model.pick(inModel), baseline.pick(inBaseline), seeds, lowerIsBetter, unmatched));
  }

  /** The place of each sequence, in order. */
  private static Map<String, Integer> places(CellSample cell) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < cell.sequences(); i++) {
      places.putIfAbsent(cell.names().get(i), i);
    }
    return places;
  }

  /** Indices of the common seeds in both cells. */
  private static List<int[]> seeds(CellSample model, CellSample baseline) {
    List<int[]> pairs = new ArrayList<>();
    if (model.seeds() == 1 || baseline.seeds() == 1) {
      for (int s = 0; s < Math.max(model.seeds(), baseline.seeds()); s++) {
        pairs.add(new int[] {Math.min(s, model.seeds() - 1), Math.min(s, baseline.seeds() - 1)});
      }
      return pairs;
    }
    for (int s = 0; s < model.seeds(); s++) {
      int other = baseline.seedNames().indexOf(model.seedNames().get(s));
      if (other >= 0) {
        pairs.add(new int[] {s, other});
      }
    }
    return pairs;
  }

  /** Differences [S, N]. */
  static double[][] differences(CellSample model, CellSample baseline, List<int[]> seeds) {
    double[][] differences = new double[seeds.size()][model.sequences()];
    for (int s = 0; s < differences.length; s++) {
      for (int i = 0; i < differences[s].length; i++) {
        differences[s][i] = model.mean(seeds.get(s)[0], i) - baseline.mean(seeds.get(s)[1], i);
      }
    }
    return differences;
  }

  private static Comparison matched(
      CellSample model,
      CellSample baseline,
      List<int[]> seeds,
      boolean lowerIsBetter,
      List<String> unmatched) {
    double[][] differences = differences(model, baseline, seeds);
    int n = model.sequences();
    int lower = 0;
    int higher = 0;
    double base = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int s = 0; s < differences.length; s++) {
        sum += differences[s][i];
        base += baseline.mean(seeds.get(s)[1], i) / differences.length / n;
      }
      lower += sum < 0 ? 1 : 0;
      higher += sum > 0 ? 1 : 0;
    }
    ClusteredMean change = ClusteredMean.of(differences, model.clusters());
    return new Comparison(
        base + change.estimate(),
        base,
        change,
        lowerIsBetter ? lower : higher,
        lowerIsBetter ? higher : lower,
        n - lower - higher,
        unmatched);
  }
}
