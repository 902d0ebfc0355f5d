package hmrbench.report.finding;

import hmrbench.core.Fault;
import hmrbench.metric.diagnose.Reading;
import hmrbench.metric.diagnose.Rosetta;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.Diagnoses;
import hmrbench.report.view.Diagnoses.Subject;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which definition of acceleration error gives a printed number, in the words of a terminal. */
public final class Explaining {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private Explaining() {}

  /**
   * Looks for a number among all models, filters and settings of a run.
   *
   * @param printed as a paper prints it, for example {@code 7.1}: its digits give its precision
   * @return one line per value that rounds to it, or the nearest one of each setting
   * @throws Fault if it is no number, or the run has no such records
   */
  public static List<String> lines(Path runFolder, String printed) {
    if (!NUMBER.matcher(printed).matches()) {
      throw Fault.asked("--explain %s: expected a number as it is printed, such as 7.1", printed);
    }
    RunView run = RunView.open(runFolder);
    Diagnoses diagnoses = new Diagnoses(run);
    List<String> exact = new ArrayList<>();
    List<String> nearest = new ArrayList<>();
    for (Setting setting : run.settings()) {
      for (Subject subject : diagnoses.modelsAndFilters(setting)) {
        Rosetta.Explanation found = Rosetta.explain(printed, readings(diagnoses, subject));
        found.exact().forEach(it -> exact.add(line(subject, it)));
        found.nearest().stream().limit(1).forEach(it -> nearest.add(line(subject, it)));
      }
    }
    if (exact.isEmpty() && nearest.isEmpty()) {
      throw Fault.asked(
          "%s: has no diagnosis/%s.csv; run the experiment again",
          runFolder, DiagnosisTable.ROSETTA.fileName());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        exact.isEmpty()
            ? "nothing in this run rounds to %s; nearest by model:".formatted(printed)
            : "%s is what these give, medians over seeds:".formatted(printed));
    lines.addAll(exact.isEmpty() ? nearest : exact);
    return lines;
  }

  private static List<Reading> readings(Diagnoses diagnoses, Subject subject) {
    List<Reading> readings = new ArrayList<>();
    for (DiagnosisRow row : diagnoses.overSeeds(DiagnosisTable.ROSETTA, subject)) {
      readings.add(
          new Reading(
              row.text("definition"),
              row.text("unit"),
              row.number("value"),
              row.text("meaning"),
              row.text("source")));
    }
    return readings;
  }

  private static String line(Subject subject, Reading reading) {
    return "  %s, %s: %s %s, %s (%s)"
        .formatted(
            subject.label(),
            subject.setting().words(),
            Numbers.fixed(reading.value().orElseThrow(), 3),
            Numbers.unit(reading.unit()),
            reading.definition(),
            reading.source());
  }
}
