package hmrbench.report.finding;

import hmrbench.core.NetworkFacts;
import hmrbench.record.ModelFacts;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;

/** The findings of the reading notes, judged by a run. */
public final class Findings {

  private static final String TABLE_1 =
      "TCMR paper, Table 1, 3DPW, PA-MPJPE (mm) / acceleration error (mm/frame²)";

  private Findings() {}

  /**
   * Judges every claim in the setting that a page opens with.
   *
   * @param attention weights of the cells that have any, at that setting
   */
  public static List<Finding> of(RunView run, Setting setting, List<AttentionSample> attention) {
    PairClaim pairs = new PairClaim(run, setting);
    FrameRateClaim rates = new FrameRateClaim(run, setting);
    List<Finding> findings = new ArrayList<>();
    findings.addAll(
        List.of(
            pairs.judge(
                "residual-acceleration",
                "Removing the residual connection of the current frame lowers the acceleration error.",
                TABLE_1
                    + ": 55.6 / 29.2 to 54.2 / 8.7; with PoseForecast 55.0 / 24.9 to 53.9 / 7.7",
                Findings::losesResidual,
                Columns.ACCELERATION,
                "the run has no two networks that differ in the residual connection alone"),
            pairs.judge(
                "poseforecast-acceleration",
                "PoseForecast lowers the acceleration error further.",
                TABLE_1
                    + ": 54.2 / 8.7 to 53.9 / 7.7; with the residual 55.6 / 29.2 to 55.0 / 24.9",
                Findings::gainsPoseForecast,
                Columns.ACCELERATION,
                "the run has no two networks that differ in PoseForecast alone"),
            pairs.judge(
                "residual-accuracy",
                "Removing the residual connection lowers PA-MPJPE too.",
                TABLE_1
                    + ": 55.6 / 29.2 to 54.2 / 8.7; with PoseForecast 55.0 / 24.9 to 53.9 / 7.7",
                Findings::losesResidual,
                Columns.ACCURACY,
                "the run has no two networks that differ in the residual connection alone"),
            AttentionClaim.judge("attention", run, attention),
            rates.judge("rate-per-frame", Columns.ACCELERATION, "mm/frame²"),
            rates.judge("rate-per-second", Columns.ACCELERATION_SI, "m/s²")));
    AttentionUse.judge("attention-frames", run, setting).ifPresent(findings::add);
    return List.copyOf(findings);
  }

  private static boolean losesResidual(ModelFacts before, ModelFacts after) {
    boolean sameKind =
        before.architecture() != null
            && before.architecture().equals(after.architecture())
            && before.gridPlace().isEmpty()
            && after.gridPlace().isEmpty()
            && before.facts().filter(NetworkFacts::hasAttention).isEmpty();
    boolean sameGrid =
        before.gridPlace().isPresent()
            && after.gridPlace().isPresent()
            && before.gridPlace().get().poseForecast() == after.gridPlace().get().poseForecast();
    return (sameKind || sameGrid)
        && before.facts().filter(NetworkFacts::residual).isPresent()
        && after.facts().filter(it -> !it.residual()).isPresent();
  }

  private static boolean gainsPoseForecast(ModelFacts before, ModelFacts after) {
    return before.gridPlace().isPresent()
        && after.gridPlace().isPresent()
        && before.gridPlace().get().residual() == after.gridPlace().get().residual()
        && !before.gridPlace().get().poseForecast()
        && after.gridPlace().get().poseForecast();
  }
}
