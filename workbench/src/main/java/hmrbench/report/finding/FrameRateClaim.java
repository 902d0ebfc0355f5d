package hmrbench.report.finding;

import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Interval;
import hmrbench.record.ModelFacts;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The claim that going from 15 to 30 frames/s halves the acceleration error. */
final class FrameRateClaim {

  private static final double SLOW = 15;
  private static final double FAST = 30;

  private static final double HALF = 0.5;

  /**
   * What counts as a half: 80 to 125 % of it, the bounds within which two treatments count as
   * equivalent (U.S. FDA, Statistical Approaches to Establishing Bioequivalence, 2001).
   */
  private static final double LEAST = 0.8 * HALF;

  private static final double MOST = 1.25 * HALF;

  private static final String SOURCE =
      "reading notes on the TCMR video: 15 to 30 frames/s also halves it; model, data, unit"
          + " unknown";

  private final RunView run;
  private final Setting setting;

  FrameRateClaim(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
  }

  /**
   * Judges the claim in one unit.
   *
   * @param unit as printed
   */
  Finding judge(String name, String column, String unit) {
    String claim = "Going from 15 to 30 frames/s halves the acceleration error in " + unit + ".";
    List<Evidence> evidence = new ArrayList<>();
    for (ModelFacts model : inOrder()) {
      evidence(model, column, unit).ifPresent(evidence::add);
    }
    if (evidence.isEmpty()) {
      return new Finding(
          name,
          claim,
          SOURCE,
          Verdict.CANNOT_BE_DECIDED,
          "the run has no model that was scored on the same sequences at 15 and at 30 frames/s",
          evidence);
    }
    Evidence first = evidence.get(0);
    String because =
        first
            .change()
            .map(
                ratio ->
                    "%s: the error at 30 is %s times that at 15 frames/s (95 %% interval %s to %s); a half is taken as %s to %s, 80 to 125 %% of it, the usual bounds of equivalence"
                        .formatted(
                            first.what(),
                            Numbers.fixed(ratio.estimate(), 2),
                            Numbers.fixed(ratio.low(), 2),
                            Numbers.fixed(ratio.high(), 2),
                            Numbers.fixed(LEAST, 2),
                            Numbers.fixed(MOST, 3)))
            .orElse("too few people for an interval");
    return new Finding(name, claim, SOURCE, first.verdict(), because, evidence);
  }

  /** TCMR first, which the claim is about, then the others in the order of the config. */
  private List<ModelFacts> inOrder() {
    Optional<GridPlace> tcmr = Optional.of(GridPlace.TCMR);
    return run.models().stream()
        .filter(ModelFacts::competes)
        .sorted(Comparator.comparing(model -> !model.gridPlace().equals(tcmr)))
        .toList();
  }

  private Optional<Evidence> evidence(ModelFacts model, String column, String unit) {
    Optional<CellSample> slow = sample(model, SLOW, column);
    Optional<CellSample> fast = sample(model, FAST, column);
    if (slow.isEmpty() || fast.isEmpty() || !slow.get().names().equals(fast.get().names())) {
      return Optional.empty();
    }
    if (slow.get().seeds() != fast.get().seeds()) {
      return Optional.empty();
    }
    Optional<Interval> ratio = fast.get().over(slow.get()).interval();
    String values =
        "%s at 15, %s at 30 frames/s, in %s"
            .formatted(
                Numbers.fixed(slow.get().value(), 1), Numbers.fixed(fast.get().value(), 1), unit);
    return Optional.of(new Evidence(model.name(), values, ratio, "", "", verdict(ratio)));
  }

  private Optional<CellSample> sample(ModelFacts model, double fps, String column) {
    return run.sample(setting.at(fps), model.name(), RunView.NO_FILTER, column);
  }

  private static Verdict verdict(Optional<Interval> ratio) {
    if (ratio.isEmpty()) {
      return Verdict.CANNOT_BE_DECIDED;
    }
    double low = ratio.get().low();
    double high = ratio.get().high();
    if (low >= LEAST && high <= MOST) {
      return Verdict.HOLDS;
    }
    return high < LEAST || low > MOST ? Verdict.DOES_NOT_HOLD : Verdict.CANNOT_BE_DECIDED;
  }
}
