package hmrbench.record;

import hmrbench.core.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a run left behind, for reading. */
public final class RunFolder {

  private final Path folder;
  private final Manifest manifest;

  private RunFolder(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Opens a run.
   *
   * @throws Fault if there is none, or if it was written by a newer program
   */
  public static RunFolder open(Path folder) {
    if (!Files.isRegularFile(folder.resolve(ManifestFile.NAME))) {
      throw Fault.asked(
          "%s: no %s there; name the folder that `run` wrote", folder, ManifestFile.NAME);
    }
    return new RunFolder(folder, ManifestFile.read(folder.resolve(ManifestFile.NAME)));
  }

  /** How many cells of a run are done, whatever the state of its folder. */
  public static int shardsDone(Path folder) {
    Path file = folder.resolve(ManifestFile.NAME);
    return Files.isRegularFile(file)
        ? new RunFolder(folder, ManifestFile.read(file)).cells().size()
        : 0;
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The cells that are done, in the order of their execution. */
  public List<Cell> cells() {
    return manifest.shards().stream()
        .filter(shard -> shard.state() == Manifest.State.DONE)
        .map(Manifest.Shard::cell)
        .toList();
  }

  /**
   * The per-frame rows of a cell.
   *
   * @throws Fault if the cell is not done or its file cannot be read
   */
  public FrameTable frames(Cell cell) {
    return ShardFile.read(folder.resolve(shard(cell).file()), cell);
  }

  /**
   * The rows of a cell with time, mask and attention; metrics and signals, for which more must be
   * read, may be missing.
   *
   * @throws Fault if the cell is not done or its file cannot be read
   */
  public FrameTable attention(Cell cell) {
    return ShardFile.read(folder.resolve(shard(cell).file()), cell, column -> false);
  }

  /**
   * The prediction behind a cell's rows, where it was kept.
   *
   * @throws Fault if its file cannot be read
   */
  public Optional<SavedPrediction> prediction(Cell cell) {
    Path file = RunStore.predictionFile(folder, cell);
    return Files.isRegularFile(file) ? Optional.of(SavedPrediction.read(file)) : Optional.empty();
  }

  /**
   * The joints behind some of a cell's rows, where its prediction was kept.
   *
   * @param range rows of the cell's table
   * @throws Fault if the file cannot be read
   */
  public Optional<Motion> motion(Cell cell, FrameTable.SequenceRange range) {
    Path file = RunStore.predictionFile(folder, cell);
    return Files.isRegularFile(file)
        ? Optional.of(SavedPrediction.readMotion(file, range))
        : Optional.empty();
  }

  /** The lines of interventions.csv; none where the run made no interventions. */
  public List<InterventionRow> interventions() {
    Path file = folder.resolve(InterventionFile.NAME);
    return Files.isRegularFile(file) ? InterventionFile.read(file) : List.of();
  }

  /** The lines of sequences.csv. */
  public List<SequenceRow> sequences() {
    return SummaryFiles.readSequences(folder.resolve(SummaryFiles.SEQUENCES));
  }

  /** The lines of summary.csv, medians over seeds among them. */
  public List<SummaryRow> summary() {
    return SummaryFiles.readSummary(folder.resolve(SummaryFiles.SUMMARY));
  }

  /** The lines of a table of the folder {@code diagnosis}; none where the run has no such table. */
  public List<DiagnosisRow> diagnosis(DiagnosisTable table) {
    return DiagnosisFiles.read(folder, table);
  }

  private Manifest.Shard shard(Cell cell) {
    return manifest.shards().stream()
        .filter(shard -> shard.cell().equals(cell) && shard.state() == Manifest.State.DONE)
        .findFirst()
        .orElseThrow(() -> Fault.asked("%s: has no result of %s", folder, cell));
  }
}
