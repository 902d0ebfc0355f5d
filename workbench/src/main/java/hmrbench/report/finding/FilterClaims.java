package hmrbench.report.finding;

import hmrbench.metric.stats.ClusteredMean;
import hmrbench.record.ModelFacts;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.view.ComparedModels;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether TCMR has lower errors than the per-frame model behind each filter of the run. */
final class FilterClaims {

  private FilterClaims() {}

  /**
   * One claim per error; nothing where the run lacks TCMR or a model that sees each frame alone.
   */
  static List<Finding> of(RunView run, Setting setting) {
    Optional<String> tcmr = ComparedModels.tcmr(run, setting);
    Optional<String> perFrame =
        run.models().stream().filter(ModelFacts::perFrame).map(ModelFacts::name).findFirst();
    if (tcmr.isEmpty() || perFrame.isEmpty()) {
      return List.of();
    }
    List<Evidence> smoother = new ArrayList<>();
    List<Evidence> closer = new ArrayList<>();
    for (FilterVerdicts.Duel duel : FilterVerdicts.of(run, setting, tcmr.get(), perFrame.get())) {
      String what = "%s with %s → %s".formatted(perFrame.get(), duel.filter(), tcmr.get());
      smoother.add(evidence(what, duel.acceleration(), "mm/frame²"));
      closer.add(evidence(what, duel.position(), "mm"));
    }
    return List.of(
        finding(
            "tcmr-smoother",
            "TCMR has a lower acceleration error than the per-frame model, filtered or not.",
            smoother),
        finding(
            "tcmr-closer",
            "TCMR has a lower MPJPE than the per-frame model, filtered or not.",
            closer));
  }

  private static Finding finding(String name, String claim, List<Evidence> evidence) {
    return new Finding(name, claim, "", Finding.together(evidence), "", evidence);
  }

  private static Evidence evidence(String what, ClusteredMean change, String unit) {
    return new Evidence(what, "", change.interval(), unit, "", Finding.below(change, change.p()));
  }
}
