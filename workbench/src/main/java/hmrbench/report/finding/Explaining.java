package hmrbench.report.finding;

import hmrbench.core.Fault;
import hmrbench.metric.diagnose.Reading;
import hmrbench.metric.diagnose.Rosetta;
import hmrbench.metric.diagnose.WorldRosetta;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.Diagnoses;
import hmrbench.report.view.Diagnoses.Subject;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which definition of a metric gives a printed number, in the words of a terminal. */
public final class Explaining {

  /** The metric whose definitions every run has. */
  public static final String ACCEL = "accel";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private Explaining() {}

  /** The metrics of which there are definitions. */
  public static List<String> metrics() {
    return Stream.concat(Stream.of(ACCEL), WorldRosetta.metrics().stream()).toList();
  }

  /**
   * Looks for a number among all models, filters and settings of a run.
   *
   * @param printed as a paper prints it, for example {@code 7.1}: its digits give its precision
   * @param metric one of {@link #metrics}
   * @return one line per value that rounds to it, or the nearest one of each setting; each with the
   *     rule by which it differs from another definition. Protocols under which a line is the same
   *     share it
   * @throws Fault if it is no number, the metric is unknown, or the run has no such records
   */
  public static List<String> lines(Path runFolder, String printed, String metric) {
    if (!NUMBER.matcher(printed).matches()) {
      throw Fault.asked("--explain %s: expected a number as it is printed, such as 7.1", printed);
    }
    if (!metrics().contains(metric)) {
      throw Fault.asked("--metric %s: expected one of %s", metric, String.join(", ", metrics()));
    }
    RunView run = RunView.open(runFolder);
    Diagnoses diagnoses = new Diagnoses(run);
    Lines exact = new Lines();
    Lines nearest = new Lines();
    for (Setting setting : run.settings()) {
      for (Subject subject : diagnoses.modelsAndFilters(setting)) {
        Map<Reading, String> readings = readings(diagnoses, subject, metric);
        Rosetta.Explanation found = Rosetta.explain(printed, List.copyOf(readings.keySet()));
        found.exact().forEach(it -> exact.add(subject, words(it, readings)));
        found.nearest().stream().limit(1).forEach(it -> nearest.add(subject, words(it, readings)));
      }
    }
    if (exact.isEmpty() && nearest.isEmpty()) {
      throw missing(runFolder, metric);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        exact.isEmpty()
            ? "nothing in this run rounds to %s; nearest by model:".formatted(printed)
            : "%s is what these give, medians over seeds:".formatted(printed));
    lines.addAll((exact.isEmpty() ? nearest : exact).all());
    return lines;
  }

  /** Lines that differ by their protocol alone are one, which names the protocols. */
  private static final class Lines {

    private record Key(String label, String dataset, double fps, String words) {}

    private final Map<Key, List<String>> protocols = new LinkedHashMap<>();

    void add(Subject subject, String words) {
      Setting setting = subject.setting();
      protocols
          .computeIfAbsent(
              new Key(subject.label(), setting.dataset(), setting.fps(), words),
              key -> new ArrayList<>())
          .add(setting.protocol());
    }

    boolean isEmpty() {
      return protocols.isEmpty();
    }

    List<String> all() {
      return protocols.entrySet().stream()
          .map(
              it ->
                  "  %s, %s: %s"
                      .formatted(
                          it.getKey().label(),
                          Setting.words(it.getKey().dataset(), it.getKey().fps(), it.getValue()),
                          it.getKey().words()))
          .toList();
    }
  }

  private static Fault missing(Path runFolder, String metric) {
    if (metric.equals(ACCEL)) {
      return Fault.asked(
          "%s: has no diagnosis/%s.csv; run the experiment again",
          runFolder, DiagnosisTable.ROSETTA.fileName());
    }
    return Fault.asked(
        "%s: has no %s: none of its protocols scores motion through the world%s; score files that say"
            + " where a person is (WHAM, GVHMR, TRAM) by wham-world, gvhmr-world, tram-world,"
            + " josh-world or emdb2",
        runFolder, metric, metric.equals("pve") ? " on a data set with true meshes" : "");
  }

  /** The readings of a cell, with what each differs by. */
  private static Map<Reading, String> readings(
      Diagnoses diagnoses, Subject subject, String metric) {
    return metric.equals(ACCEL)
        ? accelerations(diagnoses.overSeeds(DiagnosisTable.ROSETTA, subject))
        : ofMetric(diagnoses.overSeeds(DiagnosisTable.DEFINITIONS, subject), metric);
  }

  /** Against the first of the same unit: the other definitions differ from it by what they mean. */
  private static Map<Reading, String> accelerations(List<DiagnosisRow> rows) {
    Map<Reading, String> readings = new LinkedHashMap<>();
    Map<String, Reading> first = new LinkedHashMap<>();
    for (DiagnosisRow row : rows) {
      Reading reading = reading(row, row.text("meaning"));
      Reading base = first.computeIfAbsent(reading.unit(), unit -> reading);
      readings.put(
          reading,
          base.equals(reading) || base.value().isEmpty() || reading.value().isEmpty()
              ? ""
              : difference(
                  reading.value().getAsDouble() - base.value().getAsDouble(),
                  base.definition(),
                  reading.meaning()));
    }
    return readings;
  }

  private static Map<Reading, String> ofMetric(List<DiagnosisRow> rows, String metric) {
    Map<Reading, String> readings = new LinkedHashMap<>();
    for (DiagnosisRow row : rows) {
      if (row.text("metric").equals(metric)) {
        readings.put(
            reading(row, row.text("rule")),
            row.number("difference").isPresent()
                ? difference(
                    row.number("difference").getAsDouble(), row.text("against"), row.text("rule"))
                : "");
      }
    }
    return readings;
  }

  private static Reading reading(DiagnosisRow row, String meaning) {
    return new Reading(
        row.text("definition"), row.text("unit"), row.number("value"), meaning, row.text("source"));
  }

  private static String difference(double value, String against, String rule) {
    return "; %s against \"%s\", by: %s".formatted(Numbers.signed(value, 3), against, rule);
  }

  private static String words(Reading reading, Map<Reading, String> differences) {
    return "%s %s, %s (%s)%s"
        .formatted(
            Numbers.fixed(reading.value().orElseThrow(), 3),
            Numbers.unit(reading.unit()),
            reading.definition(),
            reading.source(),
            differences.getOrDefault(reading, ""));
  }
}
