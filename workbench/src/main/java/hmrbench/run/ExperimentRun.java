package hmrbench.run;

import hmrbench.config.ConfigWriter;
import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.core.Fault;
import hmrbench.core.MetricId;
import hmrbench.core.ParallelWork;
import hmrbench.core.Remark;
import hmrbench.data.official.PredictionMatch;
import hmrbench.io.FolderLock;
import hmrbench.io.MappedFiles;
import hmrbench.metric.Metric;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.Predictor;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.record.Parity;
import hmrbench.record.Parts;
import hmrbench.record.RunStore;
import hmrbench.record.SequenceRow;
import hmrbench.record.Subjects;
import hmrbench.record.SummaryFiles;
import hmrbench.record.SummaryJson;
import hmrbench.record.SummaryRow;
import hmrbench.record.UnmatchedFile;
import hmrbench.run.ExperimentPlan.PlannedCell;
import hmrbench.run.ExperimentPlan.Task;
import hmrbench.run.Summaries.SequenceMeans;
import hmrbench.run.parity.ParityChecks;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs an experiment: what is missing of it, and the tables over all of it. */
public final class ExperimentRun {

  /**
   * What is asked for.
   *
   * @param roots what paths are written relative to
   * @param out folder of the records
   * @param existing what to do with records that are there
   * @param workers tasks at a time; each computes with one thread
   * @param strict whether a doubt about an input is an error
   * @param work which of its cells this program computes
   */
  public record Request(
      ExperimentConfig config,
      PathRoots roots,
      Path out,
      RunStore.Existing existing,
      int workers,
      boolean strict,
      Work work) {

    /** A request of all cells. */
    public Request(
        ExperimentConfig config,
        PathRoots roots,
        Path out,
        RunStore.Existing existing,
        int workers,
        boolean strict) {
      this(config, roots, out, existing, workers, strict, Work.all());
    }

    /** A request that goes on in doubt. */
    public Request(
        ExperimentConfig config,
        PathRoots roots,
        Path out,
        RunStore.Existing existing,
        int workers) {
      this(config, roots, out, existing, workers, false);
    }
  }

  /**
   * What came of it.
   *
   * @param folder of the records
   * @param summary as in summary.csv
   * @param failed cells that have no result
   * @param asked those of them whose failure lies in what was asked for, a file for example
   */
  public record Outcome(Path folder, List<SummaryRow> summary, int failed, int asked) {

    /**
     * Whose mistake the failures are, if there are any: the user's, where all lie in the config or
     * its files.
     */
    public Optional<Fault.Kind> failure() {
      if (failed == 0) {
        return Optional.empty();
      }
      return Optional.of(asked == failed ? Fault.Kind.ASKED_WRONGLY : Fault.Kind.FAILED_RUNNING);
    }
  }

  /** Where data sets, models and metrics come from. */
  public interface Openings {

    /**
     * Opens a data set.
     *
     * @param limit only the first sequences; all where absent
     */
    DataSource data(DatasetConfig config, Optional<Integer> limit);

    /** Opens a model with the weights of a seed, for the sequences of a source. */
    Predictor model(
        ModelConfig config, int seed, DataSource source, Supplier<ComputeDevice> device);

    /** What the names of a config are looked up in. */
    default Extensions extensions() {
      return Extensions.all();
    }

    /** The files that a data set reads. */
    default List<Path> inputs(DatasetConfig config) {
      return extensions().formats().inputs(config);
    }

    /** The files that the config names. */
    static Openings fromConfig(Extensions extensions) {
      return new FromConfig(extensions);
    }
  }

  /** The files that the config names. */
  private record FromConfig(Extensions extensions) implements Openings {

    @Override
    public DataSource data(DatasetConfig config, Optional<Integer> limit) {
      return DataSource.open(extensions.formats(), config, limit);
    }

    @Override
    public Predictor model(
        ModelConfig config, int seed, DataSource source, Supplier<ComputeDevice> device) {
      return Predictors.open(extensions.models(), config, seed, source, device);
    }
  }

  private final Request request;
  private final Openings openings;
  private final RunListener listener;
  private final Clock clock;
  private final Stages stages = new Stages(System::nanoTime);
  private final Map<Cell, List<SequenceMeans>> means = new ConcurrentHashMap<>();

  /** Tasks of which an earlier session recorded cells; its remarks are repeated. */
  private final Set<Task> begun = ConcurrentHashMap.newKeySet();

  private final AtomicInteger sequencesDone = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger askedWrongly = new AtomicInteger();

  /** What parameters of filters are chosen on; set before anything runs. */
  private Optional<DataSource> choiceSource = Optional.empty();

  /** The folder of the records, from when they are written until all that follows is done. */
  private Optional<FolderLock> lock = Optional.empty();

  private ExperimentRun(Request request, Openings openings, RunListener listener, Clock clock) {
    this.request = request;
    this.openings = openings;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Runs an experiment.
   *
   * @param clock for the times in the manifest
   * @throws Fault if it cannot be started, or its records cannot be written; a cell that fails is
   *     reported to the listener, and leaves the others alone
   */
  public static Outcome run(Request request, RunListener listener, Clock clock) {
    return run(request, Openings.fromConfig(Extensions.all()), listener, clock);
  }

  /** As {@link #run(Request, RunListener, Clock)}, on data and models from elsewhere. */
  public static Outcome run(Request request, Openings openings, RunListener listener, Clock clock) {
    return new ExperimentRun(request, openings, listener, clock).run((outcome, folder) -> outcome);
  }

  /**
   * Runs an experiment, in a folder that stays locked for what is made of its records.
   *
   * @param then what is made of the outcome before another program may write there
   */
  public static <T> T run(
      Request request, RunListener listener, Clock clock, BiFunction<Outcome, FolderLock, T> then) {
    return new ExperimentRun(request, Openings.fromConfig(Extensions.all()), listener, clock)
        .run(then);
  }

  private <T> T run(BiFunction<Outcome, FolderLock, T> then) {
    try {
      Outcome outcome = run();
      return then.apply(outcome, lock.orElseThrow());
    } finally {
      lock.ifPresent(FolderLock::close);
    }
  }

  private Outcome run() {
    Map<String, DataSource> sources = new LinkedHashMap<>();
    try {
      InputFiles inputs = InputFiles.of(request.config(), openings);
      for (DatasetConfig dataset : request.config().datasets()) {
        sources.put(dataset.name(), openings.data(dataset, request.config().limit()));
      }
      Optional<DatasetConfig> chosenOn = request.config().filtersChosenOn();
      choiceSource =
          chosenOn.isPresent()
              ? Optional.of(openings.data(chosenOn.get(), request.config().limit()))
              : Optional.empty();
      return run(sources, inputs);
    } finally {
      sources.values().forEach(DataSource::close);
      choiceSource.ifPresent(DataSource::close);
    }
  }

  private Outcome run(Map<String, DataSource> sources, InputFiles inputs) {
    if (request.work().isMerge()) {
      return merge(sources, inputs);
    }
    ExperimentConfig config = request.config();
    List<Remark> seen =
        Stream.concat(
                inputs.remarks(config).stream(),
                sources.values().stream()
                    .flatMap(
                        it ->
                            Stream.concat(it.remarks().stream(), TrackChecks.ofTruth(it).stream())))
            .toList();
    requireNoDoubt(seen);
    if (request.strict()) {
      requireNoDoubtInFiles(sources);
    }
    ExperimentPlan whole = ExperimentPlan.of(config, sources, openings.extensions().filters());
    ExperimentPlan plan = request.work().cells().map(whole::only).orElse(whole);
    Optional<ComputeDevice> device = device();
    Manifest manifest =
        new ManifestDraft(config, request.roots(), openings, inputs)
            .of(
                plan,
                sources,
                device.map(ComputeDevice::description).orElse("cpu, no engine"),
                device.isPresent() ? Map.of("engine", TensorEngine.version()) : Map.of(),
                batches(sources, device),
                now())
            .with(certificate(device))
            .withRemarks(seen);
    String text = ConfigWriter.write(config, request.roots());
    FolderLock taken =
        request.work().isPart() ? FolderLock.ofOwn(request.out()) : RunStore.lock(request.out());
    lock = Optional.of(taken);
    try (RunStore store = RunStore.open(taken, manifest, text, request.existing())) {
      store.measureWith(stages::throughput);
      store.remarks().forEach(listener::remark);
      seen.forEach(listener::remark);
      execute(missing(plan, store), sources, inputs, store, device);
      interventions(sources, inputs, store).run(whole, device, request.workers());
      return outcome(plan, sources, store);
    }
  }

  private InterventionRuns interventions(
      Map<String, DataSource> sources, InputFiles inputs, RunStore store) {
    return new InterventionRuns(
        request.config(),
        openings,
        inputs,
        sources,
        store,
        listener,
        stages,
        request.work().stop());
  }

  private Outcome outcome(ExperimentPlan plan, Map<String, DataSource> sources, RunStore store) {
    List<SummaryRow> summary = List.of();
    if (request.work().isPart()) {
      store.finish(List.of(), List.of(), now());
    } else {
      summary = summarise(plan, sources, store);
    }
    return new Outcome(store.folder(), summary, failures.get(), askedWrongly.get());
  }

  /** Makes of the cells that other programs computed what a run of all of them leaves. */
  private Outcome merge(Map<String, DataSource> sources, InputFiles inputs) {
    ExperimentPlan plan =
        ExperimentPlan.of(request.config(), sources, openings.extensions().filters());
    Parts.Choice choice =
        request.work().parts().choose(plan.cells(), InterventionRuns.cells(request.config(), plan));
    String text = ConfigWriter.write(request.config(), request.roots());
    FolderLock taken = RunStore.lock(request.out());
    lock = Optional.of(taken);
    Manifest manifest = choice.manifest(plan.cells(), now());
    try (RunStore store = RunStore.open(taken, manifest, text, request.existing())) {
      store.adopt(choice.parts());
      store.remark(choice.remarks()).forEach(listener::remark);
      for (Cell cell : plan.cells()) {
        if (!store.isDone(cell)) {
          String why = request.work().parts().whyMissing(cell);
          fail(List.of(cell), why, Fault.running("%s", why), store);
        }
      }
      interventions(sources, inputs, store).join(plan);
      return outcome(plan, sources, store);
    }
  }

  /** Where doubts are errors, the first of them. */
  private void requireNoDoubt(List<Remark> seen) {
    if (request.strict()) {
      Strictness.requireNoDoubt(seen);
    }
  }

  /** The same of predictions made elsewhere, before anything is written. */
  private void requireNoDoubtInFiles(Map<String, DataSource> sources) {
    for (ModelConfig model : request.config().models()) {
      if (!(model instanceof ModelConfig.Predictions)) {
        continue;
      }
      int files = model.checkpoint().size();
      for (int seed : files == 1 ? List.of(1) : request.config().seeds()) {
        for (DataSource source : sources.values()) {
          try (Predictor opened =
              openings.model(model, seed, source, () -> ComputeDevice.parse("cpu"))) {
            requireNoDoubt(opened instanceof SavedPredictor saved ? saved.remarks() : List.of());
          }
        }
      }
    }
  }

  /** What the program says on its cases of known answers; reported where it is wrong. */
  private Parity certificate(Optional<ComputeDevice> networks) {
    Parity parity = ParityChecks.certificate(networks);
    parity.checks().stream()
        .filter(check -> !check.passed())
        .forEach(check -> listener.remark("this program fails its own check, " + check));
    return parity;
  }

  private Map<String, String> batches(
      Map<String, DataSource> sources, Optional<ComputeDevice> device) {
    return device
        .map(it -> Batches.of(request.config(), sources.values().iterator().next(), openings, it))
        .orElse(Map.of());
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The device, if a model computes with tensors. */
  private Optional<ComputeDevice> device() {
    if (!request.config().usesTensors()) {
      ComputeDevice.check(request.config().device());
      return Optional.empty();
    }
    ComputeDevice device = ComputeDevice.parse(request.config().device());
    TensorEngine.useThreadsPerOperation(1);
    return Optional.of(device);
  }

  private List<Task> missing(ExperimentPlan plan, RunStore store) {
    List<Task> tasks = new ArrayList<>();
    for (Task task : plan.tasks()) {
      List<PlannedCell> cells =
          task.cells().stream().filter(cell -> !store.isDone(cell.cell())).toList();
      if (!cells.isEmpty()) {
        Task rest = task.only(cells);
        tasks.add(rest);
        if (cells.size() < task.cells().size()) {
          begun.add(rest);
        }
      }
    }
    return tasks;
  }

  private void execute(
      List<Task> tasks,
      Map<String, DataSource> sources,
      InputFiles inputs,
      RunStore store,
      Optional<ComputeDevice> device) {
    int total = 0;
    for (Task task : tasks) {
      total += source(sources, task).sequences();
    }
    int sequences = total;
    int threads = threadsPerTask(tasks.size(), device);
    ParallelWork.each(
        Collections.nCopies(request.workers(), store),
        tasks.size(),
        (member, piece) -> {
          if (request.work().stop().getAsBoolean()) {
            return piece;
          }
          Task task = tasks.get(piece);
          execute(task, source(sources, task), inputs, member, device, threads, sequences);
          return piece;
        });
  }

  /** What few tasks leave idle works inside them; a GPU has one queue, which one thread fills. */
  private int threadsPerTask(int tasks, Optional<ComputeDevice> device) {
    boolean onGpu = device.isPresent() && device.get().isGpu();
    return onGpu || tasks == 0 ? 1 : Math.max(1, request.workers() / tasks);
  }

  private static DataSource source(Map<String, DataSource> sources, Task task) {
    return Objects.requireNonNull(sources.get(task.dataset().name()));
  }

  private void execute(
      Task task,
      DataSource source,
      InputFiles inputs,
      RunStore store,
      Optional<ComputeDevice> device,
      int threads,
      int total) {
    List<Cell> open = new ArrayList<>(task.cells().stream().map(PlannedCell::cell).toList());
    AtomicInteger counted = new AtomicInteger();
    AtomicBoolean checked = new AtomicBoolean(begun.contains(task));
    Runnable sequenceDone =
        () -> {
          // A task that lays windows in two ways predicts twice; it counts once.
          if (counted.incrementAndGet() <= source.sequences()) {
            progress(sequencesDone.incrementAndGet(), total, task);
          }
          request.work().throwIfStopped();
        };
    try (Predictor model = openings.model(task.model(), task.seed(), source, device::orElseThrow)) {
      if (model instanceof SavedPredictor saved) {
        tell(saved, task, store);
      }
      Task scored = withoutWorld(task, model, store);
      open.retainAll(scored.cells().stream().map(PlannedCell::cell).toList());
      Stages inFlight = stages.apart();
      new TaskRunner(
              scored,
              source,
              choiceSource,
              model,
              openings.extensions(),
              threads,
              inFlight,
              sequenceDone)
          .run(
              new TaskRunner.Heard() {
                @Override
                public CellTarget begins(Cell cell, boolean first) {
                  // One cell is enough: all hold the same predictions.
                  return target(cell, store, first && !checked.get());
                }

                @Override
                public void skipped(List<Manifest.Skipped> sequences) {
                  store.skip(sequences);
                }

                @Override
                public void scored(CellResult result) {
                  if (checked.compareAndSet(false, true)) {
                    tell(result.target().remarks(), store);
                  }
                  inputs.requireUnchanged(task);
                  record(result, inFlight);
                  open.remove(result.cell());
                }
              });
      if (model instanceof NetworkPredictor network) {
        network.remark(task.model().name()).ifPresent(it -> tell(List.of(it), store));
      }
    } catch (Work.Stopped e) {
      return; // What is recorded stays; another program goes on.
    } catch (Fault e) {
      fail(open, String.valueOf(e.getMessage()), e, store);
    } catch (InternalError e) {
      if (!MappedFiles.isLoss(e)) {
        throw e;
      }
      Fault lost = MappedFiles.fault(e);
      fail(open, String.valueOf(lost.getMessage()), lost, store);
    } catch (RuntimeException e) {
      Fault explained = Fault.explaining(e);
      fail(open, String.valueOf(explained.getMessage()), explained, store);
    }
    sequencesDone.addAndGet(Math.max(0, source.sequences() - counted.get()));
  }

  /**
   * The cells of a model that says where people go, or those under protocols that do not ask: where
   * it is scored by these, it is left out of the others.
   */
  private Task withoutWorld(Task task, Predictor model, RunStore store) {
    Predicate<PlannedCell> inWorld =
        it -> openings.extensions().protocol(it.protocol()).world().isPresent();
    List<PlannedCell> others = task.cells().stream().filter(inWorld.negate()).toList();
    if (model.knowsWorld() || others.isEmpty() || others.size() == task.cells().size()) {
      return task;
    }
    String why = "it says nothing of motion through the world";
    task.cells().stream().filter(inWorld).forEach(it -> store.leaveOut(it.cell(), why));
    tell(
        List.of(
            Remark.note(
                "no-world",
                "model " + task.model().name(),
                "%s, so protocols of the world leave it out".formatted(why))),
        store);
    return task.only(others);
  }

  /** Says which frames of predictions made elsewhere are not scored, and keeps the list. */
  private void tell(SavedPredictor saved, Task task, RunStore store) {
    PredictionMatch match = saved.match();
    String name = UnmatchedFile.name(task.model().name(), task.dataset().name(), task.seed());
    UnmatchedFile.write(
        store.folder().resolve(name),
        match.unmatched().stream()
            .map(it -> new UnmatchedFile.Row(it.file(), it.sequence(), it.frame(), it.why()))
            .toList());
    if (!match.unmatched().isEmpty()) {
      store.written(store.folder().resolve(name));
    }
    tell(saved.remarks(), store);
    if (match.remarks().isEmpty()) {
      return;
    }
    synchronized (listener) {
      listener.remark("every frame that is not scored is in " + name);
    }
    store.skip(
        task.cells().stream()
            .map(PlannedCell::cell)
            .map(
                cell ->
                    match.remarks().stream()
                        .map(
                            remark ->
                                new Manifest.Skipped(
                                    cell.dataset(),
                                    cell.protocol(),
                                    cell.fps(),
                                    "frames of " + cell.model(),
                                    remark.toString()))
                        .toList())
            .flatMap(List::stream)
            .distinct()
            .toList());
  }

  private void tell(List<Remark> seen, RunStore store) {
    requireNoDoubt(seen);
    List<Remark> fresh = store.remark(seen);
    synchronized (listener) {
      fresh.forEach(listener::remark);
    }
  }

  private void progress(int done, int total, Task task) {
    synchronized (listener) {
      listener.progress(
          (double) done / total,
          "%s, seed %d, %s".formatted(task.model().name(), task.seed(), task.dataset().name()));
    }
  }

  private void fail(List<Cell> cells, String why, Throwable cause, RunStore store) {
    for (Cell cell : cells) {
      store.fail(cell, why);
      failures.incrementAndGet();
      if (cause instanceof Fault fault && fault.kind() == Fault.Kind.ASKED_WRONGLY) {
        askedWrongly.incrementAndGet();
      }
      synchronized (listener) {
        listener.failed(cell, why, cause);
      }
    }
  }

  private CellTarget target(Cell cell, RunStore store, boolean looked) {
    return new CellTarget(
        store.begin(cell),
        cell.seed().equals(request.config().seeds().get(0).toString()),
        looked ? Optional.of(new TrackChecks.Scored(cell.model())) : Optional.empty());
  }

  /** What a cell took counts with its record: a run that is killed counts nothing twice. */
  private void record(CellResult result, Stages inFlight) {
    means.put(result.cell(), result.means());
    result
        .stages()
        .measure(
            Stages.Stage.RECORD,
            0,
            () -> {
              stages.take(inFlight);
              stages.take(result.stages());
              result.target().finish(result.diagnosis(), result.bodies());
              return result;
            });
    stages.take(result.stages());
  }

  private List<SummaryRow> summarise(
      ExperimentPlan plan, Map<String, DataSource> sources, RunStore store) {
    List<Cell> done = store.doneCells();
    if (done.isEmpty()) {
      store.finish(List.of(), List.of(), now());
      return List.of();
    }
    TreeSet<String> signals = new TreeSet<>();
    List<List<SequenceMeans>> all = new ArrayList<>();
    for (Cell cell : done) {
      List<SequenceMeans> known = means.get(cell);
      all.add(known == null ? Summaries.bySequence(store.read(cell)) : known);
    }
    sources.forEach((name, source) -> signals.addAll(source.signals()));
    List<SummaryRow> summary =
        sorted(Summaries.summarise(all, openings.extensions().metrics(), subjects(sources)), plan);
    List<MetricId> metrics =
        openings.extensions().metrics().stream()
            .map(Metric::id)
            .filter(
                metric ->
                    summary.stream().anyMatch(row -> row.metrics().containsKey(metric.column())))
            .toList();
    List<String> columns = metrics.stream().map(MetricId::column).toList();
    Path folder = store.folder();
    Path sequences = folder.resolve(SummaryFiles.SEQUENCES);
    SummaryFiles.writeSequences(sequences, columns, rows(all, sources));
    Path means = folder.resolve(SummaryFiles.SUMMARY);
    SummaryFiles.writeSummary(means, columns, summary);
    Path unrounded = folder.resolve(SummaryJson.NAME);
    SummaryJson.write(unrounded, summary);
    List.of(sequences, means, unrounded).forEach(store::written);
    CropRecords.write(done, sources, store, request.workers());
    store.joinCells();
    store.finish(metrics, List.copyOf(signals), now());
    return summary;
  }

  /** The person of a data set's sequence. */
  private static BinaryOperator<String> subjects(Map<String, DataSource> sources) {
    Map<String, Map<String, Map<String, String>>> tags = new HashMap<>();
    sources.forEach((name, source) -> tags.put(name, source.tags()));
    return (dataset, sequence) ->
        Subjects.of(
            sequence, tags.getOrDefault(dataset, Map.of()).getOrDefault(sequence, Map.of()));
  }

  private static Supplier<Stream<SequenceRow>> rows(
      List<List<SequenceMeans>> cells, Map<String, DataSource> sources) {
    Map<String, Map<String, Map<String, String>>> tags = new HashMap<>();
    sources.forEach((name, source) -> tags.put(name, source.tags()));
    return () ->
        cells.stream()
            .flatMap(List::stream)
            .map(
                it ->
                    it.row(
                        tags.getOrDefault(it.cell().dataset(), Map.of())
                            .getOrDefault(it.sequence(), Map.of())));
  }

  /** By data set, protocol, rate, filter and model in the order of the config, then by seed. */
  private static List<SummaryRow> sorted(List<SummaryRow> rows, ExperimentPlan plan) {
    List<Cell> order = plan.cells();
    List<String> datasets = order.stream().map(Cell::dataset).distinct().toList();
    List<String> protocols = order.stream().map(Cell::protocol).distinct().toList();
    List<String> filters = order.stream().map(Cell::filter).distinct().toList();
    List<String> models = order.stream().map(Cell::model).distinct().toList();
    List<SummaryRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        java.util.Comparator.<SummaryRow, Integer>comparing(
                row -> datasets.indexOf(row.cell().dataset()))
            .thenComparing(row -> protocols.indexOf(row.cell().protocol()))
            .thenComparing(row -> row.cell().fps())
            .thenComparing(row -> filters.indexOf(row.cell().filter()))
            .thenComparing(row -> models.indexOf(row.cell().model()))
            .thenComparing(row -> row.cell().seed().equals(Cell.ALL_SEEDS))
            .thenComparing(row -> row.cell().seed().length())
            .thenComparing(row -> row.cell().seed()));
    return Collections.unmodifiableList(sorted);
  }
}
