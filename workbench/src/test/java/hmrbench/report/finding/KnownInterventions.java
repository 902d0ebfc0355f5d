package hmrbench.report.finding;

import static hmrbench.report.finding.KnownRun.ACCELERATION;
import static hmrbench.report.finding.KnownRun.SEQUENCES;
import static hmrbench.report.finding.KnownRun.home;

import hmrbench.record.Cell;
import hmrbench.record.InterventionFile;
import hmrbench.record.InterventionRow;
import hmrbench.record.RunFolder;
import hmrbench.record.SequenceRow;
import hmrbench.report.finding.KnownRun.Line;
import hmrbench.report.view.RunView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Known runs in which networks were rerun with other attention weights than their own. */
final class KnownInterventions {

  private KnownInterventions() {}

  /** The own weights, which add nothing, and one other kind. */
  static Map<String, Function<Integer, Double>> kinds(
      String kind, Function<Integer, Double> added) {
    Map<String, Function<Integer, Double>> kinds = new LinkedHashMap<>();
    kinds.put("own", i -> 0.0);
    kinds.put(kind, added);
    return kinds;
  }

  /**
   * Such a run.
   *
   * @param kinds what each kind adds to every error of a sequence, by network
   */
  static RunView of(
      KnownRun known,
      Function<Line, Double> number,
      Map<String, Map<String, Function<Integer, Double>>> kinds)
      throws IOException {
    Path written = known.written(SEQUENCES, ACCELERATION, number);
    RunView plain = RunView.open(written, RunFolder.Edited.ACCEPT);
    List<InterventionRow> rows = new ArrayList<>();
    kinds.forEach(
        (model, its) -> its.forEach((kind, added) -> rows(plain, model, kind, added, rows)));
    InterventionFile.write(written.resolve(InterventionFile.NAME), rows);
    KnownRun.list(written, InterventionFile.NAME);
    return RunView.open(written, RunFolder.Edited.ACCEPT);
  }

  private static void rows(
      RunView plain,
      String model,
      String kind,
      Function<Integer, Double> added,
      List<InterventionRow> rows) {
    for (String seed : List.of("1", "2", "3")) {
      Cell cell = home(plain).cell(model, "none", seed);
      List<String> names = plain.sequences(cell).stream().map(SequenceRow::sequence).toList();
      for (int i = 0; i < names.size(); i++) {
        rows.add(row(cell, kind, names.get(i), 40 + i + added.apply(i), 0.01 * (i % 2)));
      }
    }
  }

  private static InterventionRow row(
      Cell cell, String kind, String sequence, double error, double moved) {
    return new InterventionRow(
        cell,
        kind,
        Optional.empty(),
        sequence,
        30,
        Map.of("mpjpe_mm", error, "pa_mpjpe_mm", error, ACCELERATION, error),
        Map.of(
            "attention_past",
            0.4,
            "attention_current",
            0.2,
            "attention_future",
            0.4,
            InterventionFile.SPREAD,
            0.03,
            InterventionFile.ENTROPY,
            0.96,
            InterventionFile.AT_BOUND,
            0.5,
            InterventionFile.MOVED,
            moved,
            InterventionFile.MOVED_MOST,
            2 * moved));
  }
}
