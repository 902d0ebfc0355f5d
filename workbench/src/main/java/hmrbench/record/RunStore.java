package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.core.MetricId;
import hmrbench.core.Remark;
import hmrbench.io.FolderLock;
import hmrbench.io.TextFile;
import hmrbench.io.WholeFile;
import hmrbench.record.Manifest.Records;
import hmrbench.record.Manifest.Session;
import hmrbench.record.Manifest.Shard;
import hmrbench.record.Manifest.Skipped;
import hmrbench.record.Manifest.State;
import hmrbench.record.Manifest.Throughput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run while it is written. A shard that the manifest calls done is whole and
 * matches its hash; whatever stops the run, it can go on from there. Safe for several threads; one
 * program at a time.
 */
public final class RunStore implements AutoCloseable {

  /** Name of the experiment with every default written out. */
  public static final String CONFIG = "config.resolved.yaml";

  /** What to do where another program writes in the same folder. */
  public static final String WAY_OUT = "name another folder with --out";

  private static final Comparator<Skipped> SKIPPED =
      Comparator.comparing(Skipped::dataset)
          .thenComparing(Skipped::protocol)
          .thenComparing(Skipped::fps)
          .thenComparing(Skipped::sequence)
          .thenComparing(Skipped::reason);

  private static final Comparator<Remark> REMARKS =
      Comparator.comparing(Remark::about)
          .thenComparing(Remark::kind)
          .thenComparing(Remark::weight)
          .thenComparing(Remark::sentence);

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
  private final WrittenFiles files;

  /** Whether other machines rely on what the manifest says. */
  private final boolean through;

  /** Noted, and perhaps not on the disk yet. */
  private final Queue<Path> fresh = new ConcurrentLinkedQueue<>();

  private final Map<Cell, Shard> shards = new LinkedHashMap<>();
  private final Set<Skipped> skipped = new TreeSet<>(SKIPPED);
  private final Set<Remark> seen = new TreeSet<>(REMARKS);
  private final List<String> remarks = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private Supplier<List<Throughput>> measured = List::of;
  private Manifest manifest;

  private RunStore(FolderLock lock, Optional<FolderLock> ownLock, Manifest manifest) {
    this.folder = lock.folder();
    this.through = lock.isOwn();
    this.ownLock = ownLock;
    this.files = new WrittenFiles(folder);
    this.manifest = manifest;
  }

  /**
   * Opens a folder for a run, with the shards of an earlier one where they fit.
   *
   * @param manifest of the run that is about to start, all shards missing
   * @param config text of {@value #CONFIG}
   * @throws Fault if the folder holds something else or another experiment, inputs have changed
   *     since, another program writes there, or it cannot be written
   */
  public static RunStore open(Path folder, Manifest manifest, String config, Existing existing) {
    FolderLock lock = lock(folder);
    return open(lock, Optional.of(lock), manifest, config, existing);
  }

  /**
   * Locks a folder for a run; one that is not ours stays as it is.
   *
   * @throws Fault if it holds something else, or another program writes there
   */
  public static FolderLock lock(Path folder) {
    EarlierRun.requireOursOrEmpty(folder);
    return FolderLock.take(folder, WAY_OUT);
  }

  /**
   * Makes sure that a folder can take a run of an experiment; nothing is written there.
   *
   * @param config text of {@value #CONFIG}
   * @throws Fault if it holds something else, or another experiment
   */
  public static void requireSame(Path folder, String config) {
    EarlierRun.requireSame(folder, config);
  }

  /** As {@link #open(Path, Manifest, String, Existing)}, in a folder that the caller has locked. */
  public static RunStore open(
      FolderLock lock, Manifest manifest, String config, Existing existing) {
    return open(lock, Optional.empty(), manifest, config, existing);
  }

  private static RunStore open(
      FolderLock lock,
      Optional<FolderLock> ownLock,
      Manifest manifest,
      String config,
      Existing existing) {
    RunStore store = new RunStore(lock, ownLock, manifest);
    try {
      EarlierRun earlier = EarlierRun.in(store.folder, manifest, config, existing, store.files);
      lock.removeParts();
      store.start(earlier, config);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void start(EarlierRun earlier, String config) {
    manifest.records().shards().forEach(shard -> shards.put(shard.cell(), shard));
    earlier.kept().forEach(shard -> shards.put(shard.cell(), shard));
    earlier.keptFiles().forEach(files::put);
    skipped.addAll(earlier.skipped());
    seen.addAll(manifest.doubtsFirst());
    seen.addAll(earlier.seen());
    sessions.addAll(earlier.sessions());
    sessions.addAll(manifest.sessions());
    remarks.addAll(earlier.sentences());
    earlier.removeOthers();
    writeManifest(); // First, so that a folder with anything of ours is known to be ours.
    TextFile.write(folder.resolve(CONFIG), config);
    files.note(folder.resolve(CONFIG));
    writeManifest();
  }

  /** How the run starts: one sentence each. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** From where the throughput of this session is known, whenever the manifest is written. */
  public synchronized void measureWith(Supplier<List<Throughput>> stages) {
    measured = stages;
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** The file of a cell's rows, relative to the folder. */
  public static String shardFile(Cell cell) {
    return CellFiles.rows(cell);
  }

  /** Whether a cell's shard is there and whole. */
  public synchronized boolean isDone(Cell cell) {
    Shard shard = shards.get(cell);
    return shard != null && shard.state() == State.DONE;
  }

  /** Begins the records of a cell; they count when they are finished. */
  public CellWriter begin(Cell cell) {
    return new CellWriter(this, cell);
  }

  /** Notes a file of a cell. */
  void note(String path) {
    noteFile(folder.resolve(path));
  }

  private void noteFile(Path file) {
    files.note(file);
    if (through) {
      fresh.add(file);
    }
  }

  /** Notes that a cell is done. */
  void done(Cell cell) {
    put(new Shard(cell, shardFile(cell), State.DONE, null), 1);
  }

  /** Whether the interventions on a cell's network are there and whole. */
  public boolean hasInterventions(Cell cell) {
    return files.has(CellFiles.interventions(cell));
  }

  /** Writes what interventions on a cell's network do. */
  public void writeInterventions(Cell cell, List<InterventionRow> rows) {
    Path file = folder.resolve(CellFiles.interventions(cell));
    InterventionFile.write(file, rows);
    written(file);
  }

  /** Joins the interventions on the networks of some cells in {@link InterventionFile#NAME}. */
  public void joinInterventions(List<Cell> cells) {
    Path file = folder.resolve(InterventionFile.NAME);
    InterventionFile.write(
        file,
        cells.stream()
            .filter(this::hasInterventions)
            .flatMap(
                cell ->
                    InterventionFile.read(folder.resolve(CellFiles.interventions(cell))).stream())
            .toList());
    written(file);
  }

  /** Whether the crops that a network saw of a sequence are there and whole. */
  public boolean hasCrops(String dataset, double framesPerSecond, String sequence) {
    return files.has(SeenCrops.path(dataset, framesPerSecond, sequence));
  }

  /**
   * Writes the crops that a network saw of a sequence.
   *
   * @param side of a crop, in pixels
   * @param rgb red, green, blue, row by row, crop after crop
   */
  public void writeCrops(
      String dataset, double framesPerSecond, String sequence, int side, byte[] rgb) {
    Path file = folder.resolve(SeenCrops.path(dataset, framesPerSecond, sequence));
    SeenCrops.write(file, side, rgb);
    noteFile(file);
  }

  /** Notes a record that was written beside the cells. */
  public synchronized void written(Path file) {
    noteFile(file);
    writeManifest();
  }

  /**
   * Takes over cells that other programs computed, with all that was seen of them.
   *
   * @param chosen per cell, in the order of the plan, the part that has it
   * @throws Fault if a file cannot be copied, or is not as it was written
   */
  public synchronized void adopt(Map<Cell, Part> chosen) {
    chosen.forEach(
        (cell, part) -> {
          if (!isDone(cell)) {
            part.copy(cell, folder).forEach(files::note);
            part.skipped(cell).forEach(skipped::add);
            shards.put(cell, new Shard(cell, shardFile(cell), State.DONE, null));
          }
        });
    for (Part part : Set.copyOf(chosen.values())) {
      seen.addAll(part.manifest().doubtsFirst());
    }
    List<Session> others =
        chosen.values().stream()
            .distinct()
            .flatMap(part -> part.manifest().sessions().stream())
            .filter(session -> !sessions.contains(session))
            .sorted(Comparator.comparing(Session::started))
            .toList();
    sessions.addAll(sessions.size() - 1, others);
    writeManifest();
  }

  /** Joins the diagnoses and rows of all cells that are done. */
  public void joinCells() {
    List<Cell> done = doneCells();
    files.note(FramesFile.write(folder, done));
    DiagnosisFiles.join(folder, done).forEach(files::note);
  }

  /** Notes that a model has nothing for the protocol of a cell, and why. */
  public void leaveOut(Cell cell, String message) {
    put(new Shard(cell, shardFile(cell), State.LEFT_OUT, message), 0);
  }

  /** Notes that a cell failed. */
  public void fail(Cell cell, String message) {
    put(new Shard(cell, shardFile(cell), State.FAILED, message), 0);
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

  private synchronized void put(Shard shard, int done) {
    shards.put(shard.cell(), shard);
    Session now = sessions.get(sessions.size() - 1);
    session(now.ended(), now.shards() + done);
    writeManifest();
  }

  private void session(@Nullable String ended, int done) {
    Session now = sessions.get(sessions.size() - 1);
    sessions.set(
        sessions.size() - 1,
        new Session(now.started(), ended, now.machine(), done, measured.get()));
  }

  private synchronized void writeManifest() {
    Records records = manifest.records();
    write(records.metrics(), records.signals());
  }

  private void write(List<MetricId> metrics, List<String> signals) {
    manifest =
        manifest
            .with(
                new Records(
                    metrics,
                    signals,
                    List.copyOf(shards.values()),
                    List.copyOf(skipped),
                    files.all(),
                    List.of()),
                sessions)
            .withRemarks(List.copyOf(seen));
    Path file = folder.resolve(ManifestFile.NAME);
    if (through) {
      WholeFile.force(noted());
      ManifestFile.writeThrough(manifest, file);
    } else {
      ManifestFile.write(manifest, file);
    }
  }

  private List<Path> noted() {
    List<Path> files = new ArrayList<>();
    for (Path file = fresh.poll(); file != null; file = fresh.poll()) {
      files.add(file);
    }
    return files;
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
  public synchronized void finish(List<MetricId> metrics, List<String> signals, String when) {
    session(when, sessions.get(sessions.size() - 1).shards());
    write(metrics, signals);
    files.save();
  }

  @Override
  public void close() {
    ownLock.ifPresent(FolderLock::close);
  }
}
