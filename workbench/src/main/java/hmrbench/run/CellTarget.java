package hmrbench.run;

import hmrbench.core.Remark;
import hmrbench.metric.SequencePrediction;
import hmrbench.record.CellDiagnosis;
import hmrbench.record.CellWriter;
import hmrbench.record.FrameTable;
import hmrbench.record.SavedPrediction;
import java.util.List;
import java.util.Optional;

/**
 * Where a cell goes: its records, and a look at what is odd about its predictions.
 *
 * @param writer of its records
 * @param keepsPredictions whether its predictions are kept for playback
 * @param checks the look, where this cell is looked at
 */
record CellTarget(CellWriter writer, boolean keepsPredictions, Optional<TrackChecks.Scored> checks)
    implements AutoCloseable {

  void look(SequencePrediction sequence) {
    checks.ifPresent(it -> it.add(sequence));
  }

  void add(FrameTable rows) {
    writer.add(rows);
  }

  void add(SavedPrediction prediction) {
    writer.add(prediction);
  }

  /** What its predictions are in doubt for, as far as they were looked at. */
  List<Remark> remarks() {
    return checks.map(TrackChecks.Scored::remarks).orElse(List.of());
  }

  void finish(CellDiagnosis diagnosis, boolean bodies) {
    writer.finish(Optional.of(diagnosis), keepsPredictions && bodies);
  }

  @Override
  public void close() {
    writer.close();
  }
}
