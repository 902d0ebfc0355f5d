package hmrbench.record;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run left behind, for reading. */
public final class RunFolder {

  /** Files that a message names at most. */
  private static final int SHOWN = 5;

  private final Path folder;
  private final Manifest manifest;
  private final List<String> edited;

  private RunFolder(Path folder, Manifest manifest, List<String> edited) {
    this.folder = folder;
    this.manifest = manifest;
    this.edited = edited;
  }

  /** What to do with records that are not as they were written. */
  public enum Edited {
    REFUSE,
    /** Go on, and say so wherever a number of them is shown. */
    ACCEPT
  }

  /**
   * Opens a run whose records are as they were written.
   *
   * @throws Fault if there is none, it was written by another version of the program, or one of its
   *     records is missing or was changed since
   */
  public static RunFolder open(Path folder) {
    return open(folder, Edited.REFUSE);
  }

  /**
   * Opens a run.
   *
   * @throws Fault if there is none, it was written by another version of the program, or one of its
   *     records is missing or was changed since and that is not accepted
   */
  public static RunFolder open(Path folder, Edited choice) {
    Manifest manifest = manifest(folder);
    WrittenFiles files = new WrittenFiles(folder);
    List<String> edited = files.edited(manifest.records().files());
    if (!edited.isEmpty() && choice == Edited.REFUSE) {
      throw Fault.asked(
          "%s: not as the run wrote it: %s; run the experiment again, which makes anew what"
              + " differs, or add --accept-edited to go on and say so on the page",
          folder, some(edited));
    }
    files.save();
    return new RunFolder(folder, manifest, edited);
  }

  private static String some(List<String> paths) {
    String first = paths.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return paths.size() > SHOWN ? "%s and %d more".formatted(first, paths.size() - SHOWN) : first;
  }

  /**
   * The manifest of a run, whatever became of its records.
   *
   * @throws Fault if there is none, or it was written by another version of the program
   */
  public static Manifest manifest(Path folder) {
    if (!Files.isRegularFile(folder.resolve(ManifestFile.NAME))) {
      throw Fault.asked(
          "%s: no %s there; name the folder that `run` wrote", folder, ManifestFile.NAME);
    }
    return ManifestFile.read(folder.resolve(ManifestFile.NAME));
  }

  /** Records that are missing or not as they were written; none unless that was accepted. */
  public List<String> edited() {
    return edited;
  }

  /** How many cells of a run are done, whatever the state of its folder. */
  public static int shardsDone(Path folder) {
    return Files.isRegularFile(folder.resolve(ManifestFile.NAME))
        ? new RunFolder(folder, manifest(folder), List.of()).cells().size()
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
    return manifest.records().shards().stream()
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
    return ShardFile.read(folder.resolve(rows(cell)), cell);
  }

  /**
   * The rows of a cell with time, mask and attention; metrics and signals, for which more must be
   * read, may be missing.
   *
   * @throws Fault if the cell is not done or its file cannot be read
   */
  public FrameTable attention(Cell cell) {
    return ShardFile.read(folder.resolve(rows(cell)), cell, column -> false);
  }

  /**
   * The prediction behind a cell's rows, where it was kept.
   *
   * @throws Fault if its file cannot be read
   */
  public Optional<SavedPrediction> prediction(Cell cell) {
    return file(CellFiles.prediction(cell)).map(SavedPrediction::read);
  }

  /**
   * The joints behind some of a cell's rows, where its prediction was kept.
   *
   * @param range rows of the cell's table
   * @throws Fault if the file cannot be read
   */
  public Optional<PredictedMotion> motion(Cell cell, FrameTable.SequenceRange range) {
    return file(CellFiles.prediction(cell)).map(it -> SavedPrediction.readMotion(it, range));
  }

  /**
   * The crops that a network saw of a sequence, where there were any: a JPEG, in rows of {@value
   * SeenCrops#COLUMNS}.
   *
   * @throws Fault if the file cannot be read
   */
  public Optional<byte[]> crops(String dataset, double framesPerSecond, String sequence) {
    return file(SeenCrops.path(dataset, framesPerSecond, sequence)).map(RunFolder::bytes);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
  }

  /** What of a model's predictions and of a data set has no counterpart, in any of some seeds. */
  public List<UnmatchedFile.Row> unmatched(String model, String dataset, List<String> seeds) {
    return seeds.stream()
        .map(seed -> UnmatchedFile.name(model, dataset, Integer.parseInt(seed)))
        .flatMap(name -> UnmatchedFile.read(folder.resolve(name)).stream())
        .distinct()
        .toList();
  }

  /** The lines of interventions.csv; none where the run made no interventions. */
  public List<InterventionRow> interventions() {
    return file(InterventionFile.NAME).map(InterventionFile::read).orElse(List.of());
  }

  /** The lines of sequences.csv. */
  public List<SequenceRow> sequences() {
    return SummaryFiles.readSequences(required(SummaryFiles.SEQUENCES));
  }

  /** The lines of summary.csv, medians over seeds among them. */
  public List<SummaryRow> summary() {
    return SummaryFiles.readSummary(required(SummaryFiles.SUMMARY));
  }

  /** The lines of a table of the folder {@code diagnosis}; none where the run has no such table. */
  public List<DiagnosisRow> diagnosis(DiagnosisTable table) {
    String path = "%s/%s.csv".formatted(DiagnosisFiles.FOLDER, table.fileName());
    return file(path).isPresent() ? DiagnosisFiles.read(folder, table) : List.of();
  }

  /** A record that this run wrote; what else lies in its folder is not looked at. */
  private Optional<Path> file(String path) {
    Path at = folder.resolve(path);
    boolean listed = manifest.records().files().stream().anyMatch(it -> it.path().equals(path));
    return listed && Files.isRegularFile(at) ? Optional.of(at) : Optional.empty();
  }

  private Path required(String path) {
    return file(path)
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: the run has no %s: it was stopped, or nothing of it is done; the same"
                        + " `run` command goes on with it",
                    folder, path));
  }

  private String rows(Cell cell) {
    if (!cells().contains(cell)) {
      throw Fault.asked("%s: has no result of %s", folder, cell);
    }
    return CellFiles.rows(cell);
  }
}
