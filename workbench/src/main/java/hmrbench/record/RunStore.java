package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.core.MetricId;
import hmrbench.core.Remark;
import hmrbench.io.FolderLock;
import hmrbench.record.Manifest.Shard;
import hmrbench.record.Manifest.Skipped;
import hmrbench.record.Manifest.State;
import hmrbench.record.Manifest.Throughput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of a run while it is written. A shard that the manifest calls done is whole and
 * matches its hash; whatever stops the run, it can go on from there. Safe for several threads; one
 * program at a time.
 */
public final class RunStore implements AutoCloseable {

  /** Name of the experiment with every default written out. */
  public static final String CONFIG = "config.resolved.yaml";

  private static final String SHARDS = "shards";
  private static final String PREDICTIONS = "predictions";
  private static final String INTERVENTIONS = "interventions";

  /** What to do where another program writes in the same folder. */
  public static final String WAY_OUT = "name another folder with --out";

  /** What to do with a folder that holds a run already. */
  public enum Existing {
    /** Go on with the same experiment; all over where another build of the program made it. */
    CONTINUE,
    /** Go on with the same experiment, even with another build. */
    RESUME,
    /** Start over. */
    REPLACE
  }

  private final Path folder;
  private final Optional<FolderLock> ownLock;
  private final Map<Cell, Shard> shards = new LinkedHashMap<>();
  private final Set<Skipped> skipped = new LinkedHashSet<>();
  private final Set<Remark> seen = new LinkedHashSet<>();
  private final List<String> remarks = new ArrayList<>();
  private Manifest manifest;

  private RunStore(Path folder, Optional<FolderLock> ownLock, Manifest manifest) {
    this.folder = folder;
    this.ownLock = ownLock;
    this.manifest = manifest;
  }

  /**
   * Opens a folder for a run, with the shards of an earlier one where they fit.
   *
   * @param manifest of the run that is about to start, all shards missing
   * @param config text of {@value #CONFIG}
   * @throws Fault if the folder holds another experiment, inputs have changed since, another
   *     program writes there, or it cannot be written
   */
  public static RunStore open(Path folder, Manifest manifest, String config, Existing existing) {
    return open(folder, Optional.of(FolderLock.take(folder, WAY_OUT)), manifest, config, existing);
  }

  /** As {@link #open(Path, Manifest, String, Existing)}, in a folder that the caller has locked. */
  public static RunStore open(
      FolderLock lock, Manifest manifest, String config, Existing existing) {
    lock.removeParts();
    return open(lock.folder(), Optional.empty(), manifest, config, existing);
  }

  private static RunStore open(
      Path folder,
      Optional<FolderLock> ownLock,
      Manifest manifest,
      String config,
      Existing existing) {
    RunStore store = new RunStore(folder, ownLock, manifest);
    try {
      store.start(config, existing);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void start(String config, Existing existing) {
    manifest.shards().forEach(shard -> shards.put(shard.cell(), shard));
    seen.addAll(manifest.told());
    Path file = folder.resolve(ManifestFile.NAME);
    if (existing != Existing.REPLACE && Files.isRegularFile(file)) {
      Manifest before = ManifestFile.read(file);
      requireSameExperiment(before, config);
      if (existing == Existing.RESUME || sameProgram(before)) {
        keepWhole(before);
      }
    }
    removeOthers();
    TextFile.write(folder.resolve(CONFIG), config);
    writeManifest();
  }

  private void requireSameExperiment(Manifest before, String config) {
    if (!before.configHash().equals(manifest.configHash())) {
      throw Fault.asked(
          "%s holds another experiment: %s; add --fresh to replace it, or name another folder with"
              + " --out",
          folder, firstDifference(config));
    }
    if (!before.inputs().equals(manifest.inputs())) {
      String changed =
          manifest.inputs().stream()
              .filter(input -> !before.inputs().contains(input))
              .map(Manifest.InputFile::path)
              .findFirst()
              .orElse("a file that is no longer read");
      throw Fault.asked(
          "%s was made from other inputs: %s has changed since; add --fresh to start over, or name"
              + " another folder with --out",
          folder, changed);
    }
  }

  private String firstDifference(String config) {
    try {
      List<String> before = Files.readAllLines(folder.resolve(CONFIG));
      List<String> now = config.lines().toList();
      for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
        String was = i < before.size() ? before.get(i).strip() : "nothing";
        String is = i < now.size() ? now.get(i).strip() : "nothing";
        if (!was.equals(is)) {
          return "%s line %d is \"%s\" there and \"%s\" here".formatted(CONFIG, i + 1, was, is);
        }
      }
    } catch (IOException e) {
      // The hash alone says that they differ.
    }
    return "its config has another hash";
  }

  private boolean sameProgram(Manifest before) {
    boolean same =
        before.versions().equals(manifest.versions()) && before.device().equals(manifest.device());
    if (!same) {
      remarks.add(
          "%s was made by another build of the program or on another machine: running all of it"
                  .formatted(folder)
              + " again (--resume would keep what is there)");
    }
    return same;
  }

  private void keepWhole(Manifest before) {
    int kept = 0;
    for (Shard shard : before.shards()) {
      boolean whole =
          shard.state() == State.DONE
              && shards.containsKey(shard.cell())
              && Files.isRegularFile(folder.resolve(shard.file()))
              && Sha256.of(folder.resolve(shard.file())).equals(shard.sha256());
      if (whole) {
        shards.put(shard.cell(), shard);
        kept++;
      }
    }
    skipped.addAll(before.skipped());
    seen.addAll(before.told());
    if (kept > 0) {
      remarks.add("%s: %d of %d shards are there already".formatted(folder, kept, shards.size()));
    }
  }

  /** Removes shards and predictions that do not belong to this run, and what was half written. */
  private void removeOthers() {
    Set<String> wanted = new LinkedHashSet<>();
    for (Shard shard : shards.values()) {
      if (shard.state() == State.DONE) {
        wanted.add(shard.cell().fileName());
      }
    }
    for (String part : List.of(SHARDS, PREDICTIONS, DiagnosisFiles.CELLS, INTERVENTIONS)) {
      FolderSweep.keepOnly(folder.resolve(part), wanted);
    }
  }

  /** What is to be told of how the run starts, one sentence each. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** The file of a cell's rows, relative to the folder. */
  public static String shardFile(Cell cell) {
    return "%s/%s.csv".formatted(SHARDS, cell.fileName());
  }

  /** The file of a cell's saved prediction. */
  static Path predictionFile(Path folder, Cell cell) {
    return folder.resolve(PREDICTIONS).resolve(cell.fileName() + ".safetensors");
  }

  /** Whether a cell's shard is there and whole. */
  public synchronized boolean isDone(Cell cell) {
    Shard shard = shards.get(cell);
    return shard != null && shard.state() == State.DONE;
  }

  /** Writes a cell's rows, what was found out about it, and its prediction if it is to be kept. */
  public void write(
      FrameTable table, CellDiagnosis diagnosis, Optional<SavedPrediction> prediction) {
    DiagnosisFiles.write(folder, table.cell(), diagnosis);
    write(table, prediction);
  }

  /** Writes a cell's rows, and its prediction where it is to be kept. */
  public void write(FrameTable table, Optional<SavedPrediction> prediction) {
    Cell cell = table.cell();
    prediction.ifPresent(saved -> saved.write(predictionFile(folder, cell)));
    Path file = folder.resolve(shardFile(cell));
    ShardFile.write(table, file);
    String hash = Sha256.of(file);
    put(new Shard(cell, shardFile(cell), State.DONE, hash, null));
  }

  private Path interventionsOf(Cell cell) {
    return folder.resolve(INTERVENTIONS).resolve(cell.fileName() + ".csv");
  }

  /** Whether the interventions on a cell's network are there; a file that is there is whole. */
  public boolean hasInterventions(Cell cell) {
    return Files.isRegularFile(interventionsOf(cell));
  }

  /** Writes what interventions on a cell's network do. */
  public void writeInterventions(Cell cell, List<InterventionRow> rows) {
    InterventionFile.write(interventionsOf(cell), rows);
  }

  /** Joins the interventions on the networks of some cells in {@link InterventionFile#NAME}. */
  public void joinInterventions(List<Cell> cells) {
    InterventionFile.write(
        folder.resolve(InterventionFile.NAME),
        cells.stream()
            .filter(this::hasInterventions)
            .flatMap(cell -> InterventionFile.read(interventionsOf(cell)).stream())
            .toList());
  }

  /** Notes that a cell failed. */
  public void fail(Cell cell, String message) {
    put(new Shard(cell, shardFile(cell), State.FAILED, null, message));
  }

  /** Notes sequences that a protocol leaves out. */
  public synchronized void skip(List<Skipped> sequences) {
    if (skipped.addAll(sequences)) {
      writeManifest();
    }
  }

  /**
   * Keeps what was seen about inputs.
   *
   * @return those that are new
   */
  public synchronized List<Remark> remark(List<Remark> about) {
    List<Remark> fresh = about.stream().filter(seen::add).toList();
    if (!fresh.isEmpty()) {
      writeManifest();
    }
    return fresh;
  }

  private synchronized void put(Shard shard) {
    shards.put(shard.cell(), shard);
    writeManifest();
  }

  private synchronized void writeManifest() {
    manifest =
        manifest
            .with(List.copyOf(shards.values()), List.copyOf(skipped))
            .withRemarks(List.copyOf(seen));
    ManifestFile.write(manifest, folder.resolve(ManifestFile.NAME));
  }

  /** The cells whose shards are there, in the order of the plan. */
  public synchronized List<Cell> doneCells() {
    return shards.values().stream()
        .filter(shard -> shard.state() == State.DONE)
        .map(Shard::cell)
        .toList();
  }

  /** The rows of a cell that is done. */
  public FrameTable read(Cell cell) {
    return ShardFile.read(folder.resolve(shardFile(cell)), cell);
  }

  /**
   * Ends the run.
   *
   * @param metrics that records have values of, in the order of their columns
   * @param signals that records have
   * @param when ISO 8601, UTC
   */
  public synchronized void finish(
      List<MetricId> metrics, List<String> signals, List<Throughput> throughput, String when) {
    manifest = manifest.ended(metrics, signals, throughput, when);
    writeManifest();
  }

  @Override
  public void close() {
    ownLock.ifPresent(FolderLock::close);
  }
}
