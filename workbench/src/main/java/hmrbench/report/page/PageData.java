package hmrbench.report.page;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.report.finding.BaselineTests;
import hmrbench.report.finding.Finding;
import hmrbench.report.finding.Findings;
import hmrbench.report.view.ClipView;
import hmrbench.report.view.ComparedModels;
import hmrbench.report.view.Diagnoses;
import hmrbench.report.view.FrameScan;
import hmrbench.report.view.Gaps;
import hmrbench.report.view.Gaps.Gap;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the sections of a page are made of, worked out once for all of them.
 *
 * @param run the records
 * @param home the setting that the page opens with
 * @param scan what is kept of the rows of frames at that setting
 * @param clips sequences to look at frame by frame
 * @param compared the two models that the page sets against each other; blank names where none
 *     competes
 * @param findings verdicts on the claims
 * @param tests paired tests against the baseline, by setting
 * @param diagnoses why numbers are what they are
 * @param gaps what predictions lack of the data sets
 */
record PageData(
    RunView run,
    Setting home,
    FrameScan scan,
    List<ClipView> clips,
    ComparedModels compared,
    List<Finding> findings,
    Map<Setting, BaselineTests> tests,
    Diagnoses diagnoses,
    List<Gap> gaps) {

  /** Metrics that are tested in settings other than the one that the page opens with. */
  private static final List<MetricId> ELSEWHERE =
      List.of(Metrics.PA_MPJPE.id(), Metrics.ACCEL_ERR.id());

  static PageData of(RunView run, Setting home) {
    FrameScan scan = FrameScan.of(run, home);
    return new PageData(
        run,
        home,
        scan,
        scan.clips(),
        ComparedModels.of(run, home).orElse(new ComparedModels("", "")),
        Findings.of(run, home, scan.attention()),
        tests(run, home),
        new Diagnoses(run),
        Gaps.of(run));
  }

  private static Map<Setting, BaselineTests> tests(RunView run, Setting home) {
    List<Setting> settings = run.settings();
    List<BaselineTests> tested =
        settings.parallelStream()
            .map(
                at -> BaselineTests.of(run, at, at.equals(home) ? Metrics.mainErrors() : ELSEWHERE))
            .toList();
    Map<Setting, BaselineTests> tests = new LinkedHashMap<>();
    for (int i = 0; i < settings.size(); i++) {
      tests.put(settings.get(i), tested.get(i));
    }
    return tests;
  }

  /** The paired tests of a setting of the run. */
  BaselineTests testsAt(Setting setting) {
    return Objects.requireNonNull(tests.get(setting));
  }
}
