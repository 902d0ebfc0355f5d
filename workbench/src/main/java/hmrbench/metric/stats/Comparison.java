package hmrbench.metric.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One model against a baseline on the sequences that both were scored on.
 *
 * @param model the model's value on those sequences
 * @param baseline the baseline's
 * @param difference model minus baseline, with the interval of the paired bootstrap; nothing with
 *     fewer than two sequences
 * @param test sign-flip test of no difference, not corrected for others in the table
 * @param better sequences on which the model is better
 * @param worse sequences on which it is worse
 * @param equal sequences on which both are the same
 * @param unmatched sequences that only one of them has; left out
 */
public record Comparison(
    double model,
    double baseline,
    Optional<Interval> difference,
    SignFlip test,
    int better,
    int worse,
    int equal,
    List<String> unmatched) {

  public Comparison {
    unmatched = List.copyOf(unmatched);
  }

  /** The share of sequences on which the model is better, from 0 to 1. */
  public double shareBetter() {
    return (double) better / (better + worse + equal);
  }

  /**
   * Compares two cells on the sequences that both have, by name.
   *
   * @return nothing where they have none in common
   */
  public static Optional<Comparison> of(
      CellSample model, CellSample baseline, boolean lowerIsBetter) {
    List<Integer> inModel = new ArrayList<>();
    List<Integer> inBaseline = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    for (String name : model.names()) {
      int other = baseline.names().indexOf(name);
      if (other < 0) {
        unmatched.add(name);
      } else {
        inModel.add(model.names().indexOf(name));
        inBaseline.add(other);
      }
    }
    baseline.names().stream().filter(it -> !model.names().contains(it)).forEach(unmatched::add);
    return inModel.isEmpty()
        ? Optional.empty()
        : Optional.of(
            matched(model.pick(inModel), baseline.pick(inBaseline), lowerIsBetter, unmatched));
  }

  private static Comparison matched(
      CellSample model, CellSample baseline, boolean lowerIsBetter, List<String> unmatched) {
    int n = model.sequences();
    double[] differences = new double[n];
    double[] weights = new double[n];
    int lower = 0;
    int higher = 0;
    for (int i = 0; i < n; i++) {
      differences[i] = model.ofSequence(i) - baseline.ofSequence(i);
      weights[i] = model.weight(i);
      lower += differences[i] < 0 ? 1 : 0;
      higher += differences[i] > 0 ? 1 : 0;
    }
    return new Comparison(
        model.value(),
        baseline.value(),
        Bootstrap.bca(new Difference(model, baseline)),
        SignFlip.of(differences, weights),
        lowerIsBetter ? lower : higher,
        lowerIsBetter ? higher : lower,
        n - lower - higher,
        unmatched);
  }

  /** Model minus baseline on the same sample of sequences. */
  private record Difference(CellSample model, CellSample baseline) implements SequenceStatistic {

    @Override
    public int sequences() {
      return model.sequences();
    }

    @Override
    public double of(double[] times) {
      return model.of(times) - baseline.of(times);
    }
  }
}
