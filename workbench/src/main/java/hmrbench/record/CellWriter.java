package hmrbench.record;

import hmrbench.io.safetensors.GrowingTensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a cell, written as its sequences come in; they are part of the run once {@link
 * #finish} has moved them into place. One thread at a time.
 */
public final class CellWriter implements AutoCloseable {

  private final RunStore store;
  private final Cell cell;
  private final ShardWriter rows;
  private final Path predictionFile;
  private final GrowingTensors predictions;
  private int pieces;
  private Map<String, String> words = Map.of();

  CellWriter(RunStore store, Cell cell) {
    this.store = store;
    this.cell = cell;
    this.rows = new ShardWriter(store.folder().resolve(CellFiles.rows(cell)));
    this.predictionFile = store.folder().resolve(CellFiles.prediction(cell));
    this.predictions = new GrowingTensors(predictionFile);
  }

  /** The cell. */
  public Cell cell() {
    return cell;
  }

  /** Adds the rows of some sequences. */
  public void add(FrameTable table) {
    rows.add(table);
  }

  /** Adds the prediction behind the rows of some sequences. */
  public void add(SavedPrediction prediction) {
    prediction.tensors().forEach(predictions::append);
    words = prediction.words();
    pieces++;
  }

  /**
   * Moves the records into place.
   *
   * @param diagnosis what was found out about the cell
   * @param keepsPrediction whether what was added of it is to be kept
   */
  public void finish(Optional<CellDiagnosis> diagnosis, boolean keepsPrediction) {
    diagnosis.ifPresent(
        it -> {
          DiagnosisFiles.write(store.folder(), cell, it);
          store.note(CellFiles.diagnosis(cell));
        });
    if (keepsPrediction && pieces > 0) {
      predictions.finish(pieces, words);
      store.note(CellFiles.prediction(cell));
    }
    rows.finish();
    store.note(CellFiles.rows(cell));
    store.done(cell);
  }

  /** Removes what is not in place. */
  @Override
  public void close() {
    rows.close();
    predictions.close();
  }
}
