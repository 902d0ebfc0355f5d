package hmrbench.run;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.ParallelWork;
import hmrbench.core.Prediction;
import hmrbench.data.WindowPlan;
import hmrbench.metric.FoundPeople;
import hmrbench.metric.Protocol;
import hmrbench.model.Predictor;
import hmrbench.record.Cell;
import hmrbench.record.Manifest.Skipped;
import hmrbench.run.ExperimentPlan.PlannedCell;
import hmrbench.run.ExperimentPlan.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs a model over a data set once per way of laying windows, and scores its cells. */
final class TaskRunner {

  /** No rotation or shape value of a body is near; past it, joints overflow. */
  private static final float LARGEST = 1e6f;

  /** Rows that are predicted before they are scored and let go: some 5 kB each. */
  static final int ROWS_AT_A_TIME = 8192;

  private final Task task;
  private final DataSource source;
  private final Optional<DataSource> choiceSource;
  private final Predictor model;
  private final int threads;
  private final Stages stages;
  private final Extensions extensions;
  private final Runnable sequenceDone;

  /**
   * @param choiceSource what parameters of filters are chosen on
   * @param extensions that the names of filters and protocols are looked up in
   * @param threads that predict at the same time, where the model has twins for them
   * @param sequenceDone called after each predicted sequence, by any of the threads
   */
  TaskRunner(
      Task task,
      DataSource source,
      Optional<DataSource> choiceSource,
      Predictor model,
      Extensions extensions,
      int threads,
      Stages stages,
      Runnable sequenceDone) {
    this.task = task;
    this.source = source;
    this.choiceSource = choiceSource;
    this.model = model;
    this.extensions = extensions;
    this.threads = threads;
    this.stages = stages;
    this.sequenceDone = sequenceDone;
  }

  /** Cells of a task that have the same predictions. */
  private Map<Windowing, List<PlannedCell>> byWindowing() {
    Map<Windowing, List<PlannedCell>> groups = new LinkedHashMap<>();
    for (PlannedCell cell : task.cells()) {
      Windowing windowing = Windowing.of(protocol(cell), cell.protocol(), model);
      groups.computeIfAbsent(windowing, first -> new ArrayList<>()).add(cell);
    }
    return groups;
  }

  private Protocol protocol(PlannedCell cell) {
    return extensions.protocol(cell.protocol());
  }

  /** Hears of what comes out, in this order. */
  interface Heard {

    /**
     * A cell that is about to be scored.
     *
     * @param first whether it is the first of those with the same predictions
     * @return where it goes
     */
    CellTarget begins(Cell cell, boolean first);

    /** Sequences that are left out, before any cell without them is recorded. */
    void skipped(List<Skipped> sequences);

    /** A cell that is scored. */
    void scored(CellResult result);
  }

  /**
   * Predicts and scores.
   *
   * @throws Fault if the model cannot be run on the data, or every sequence is too short
   */
  void run(Heard heard) {
    List<Predictor> models = new ArrayList<>(List.of(model));
    try {
      for (int i = 1; i < Math.min(threads, source.sequences()); i++) {
        model.twin().ifPresent(models::add);
      }
      run(models, heard);
    } finally {
      models.subList(1, models.size()).forEach(Predictor::close);
    }
  }

  private void run(List<Predictor> models, Heard heard) {
    List<Fault> faults = new ArrayList<>();
    byWindowing()
        .forEach(
            (windowing, cells) -> {
              try {
                run(models, windowing, cells, heard);
              } catch (Fault e) {
                faults.add(e); // Other windows may fit: a protocol's failure is its own.
              }
            });
    if (!faults.isEmpty()) {
      throw faults.get(0);
    }
  }

  private void run(
      List<Predictor> models, Windowing windowing, List<PlannedCell> cells, Heard heard) {
    FilterChooser chooser = chooser(models, windowing, cells);
    List<CellInWork> open = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    try {
      for (PlannedCell cell : cells) {
        try {
          open.add(begin(cell, open.isEmpty(), windowing, chooser, heard));
        } catch (Fault e) {
          faults.add(e); // No filter can be chosen for it; the others need none.
        }
      }
      if (!open.isEmpty()) {
        run(models, windowing, cells, open, heard);
      }
    } finally {
      open.forEach(CellInWork::close);
    }
    if (!faults.isEmpty()) {
      throw faults.get(0);
    }
  }

  private void run(
      List<Predictor> models,
      Windowing windowing,
      List<PlannedCell> cells,
      List<CellInWork> open,
      Heard heard) {
    List<Skipped> skipped = new ArrayList<>();
    Optional<FoundPeople> people =
        model instanceof SavedPredictor saved ? Optional.of(saved.people()) : Optional.empty();
    predict(
        models,
        windowing,
        attempt -> skipped.addAll(skipped(attempt, cells)),
        passes -> {
          CellScoring every = new CellScoring(source, task.step());
          CellScoring scoring = people.map(every::with).orElse(every);
          open.forEach(cell -> cell.add(scoring, passes));
        });
    heard.skipped(skipped);
    open.forEach(cell -> heard.scored(cell.end()));
  }

  private CellInWork begin(
      PlannedCell planned, boolean first, Windowing windowing, FilterChooser chooser, Heard heard) {
    Protocol protocol = protocol(planned);
    FilterChoice choice = chooser.choose(planned.cell().filter(), protocol, windowing.lookahead());
    // Every k-th row of a window of T is a window of T/k rows, which need not be whole.
    OptionalInt seams =
        task.step() == 1 ? OptionalInt.of(windowing.windowFrames()) : OptionalInt.empty();
    CellInWork.Setting setting =
        new CellInWork.Setting(
            planned.cell(),
            protocol,
            extensions.filters().parse(choice.filter()),
            choice,
            extensions.metrics(),
            seams);
    return new CellInWork(setting, source, heard.begins(planned.cell(), first), stages.apart());
  }

  /** Predicts what filters are chosen on, when a cell asks for it. */
  private FilterChooser chooser(
      List<Predictor> models, Windowing windowing, List<PlannedCell> cells) {
    return new FilterChooser(
        extensions.filters(),
        choiceSource.map(it -> it.dataset().name()),
        cells.stream()
            .map(cell -> new FilterChooser.Asked(cell.cell().filter(), protocol(cell)))
            .toList(),
        looks -> {
          DataSource other = choiceSource.orElseThrow();
          TaskRunner runner =
              new TaskRunner(
                  task, other, Optional.empty(), model, extensions, threads, stages, () -> {});
          runner.predict(
              models,
              windowing,
              attempt -> {},
              passes -> looks.accept(new CellScoring(other, task.step()), passes));
        },
        stages);
  }

  /** One of the two: a sequence's predictions, or why it has none. */
  private record Attempt(String sequence, Optional<WindowedPrediction> pass, String reason) {}

  /**
   * Predicts all sequences, some at a time, since all of them may be more than memory holds.
   *
   * @param left hears of sequences without predictions
   * @param taken takes in predictions, in the order of the sequences
   */
  private void predict(
      List<Predictor> models,
      Windowing windowing,
      Consumer<Attempt> left,
      Consumer<List<WindowedPrediction>> taken) {
    boolean any = false;
    for (int from = 0; from < source.sequences(); ) {
      AtomicLong rows = new AtomicLong();
      List<Attempt> attempts =
          ParallelWork.some(
              models,
              from,
              source.sequences(),
              () -> rows.get() >= ROWS_AT_A_TIME,
              (predictor, index) -> {
                Attempt attempt = attempt(predictor, index, windowing);
                rows.addAndGet(attempt.pass().map(it -> it.targets().length).orElse(0));
                return attempt;
              });
      attempts.stream().filter(it -> it.pass().isEmpty()).forEach(left);
      List<WindowedPrediction> passes =
          attempts.stream().flatMap(it -> it.pass().stream()).toList();
      if (!passes.isEmpty()) {
        taken.accept(passes);
      }
      any |= !passes.isEmpty();
      from += attempts.size();
    }
    if (!any) {
      throw Fault.running(
          "data set %s: all %d sequences %s a window of %d frames; use longer ones",
          source.dataset().name(),
          source.sequences(),
          model instanceof SavedPredictor ? "have fewer predictions than" : "are shorter than",
          windowing.windowFrames());
    }
  }

  private Attempt attempt(Predictor predictor, int index, Windowing windowing) {
    Clip clip = stages.measure(Stages.Stage.CLIP, 0, () -> source.clip(index, task.inputRate()));
    FrameMask answered = predictor.answered(clip);
    int[] kept = windowing.kept(clip, answered);
    Attempt attempt =
        windowing
            .cut(clip, kept, source.dataset()::blank)
            .map(
                cut ->
                    new Attempt(clip.sequence(), Optional.of(prediction(predictor, clip, cut)), ""))
            .orElseGet(
                () ->
                    new Attempt(
                        clip.sequence(),
                        Optional.empty(),
                        reason(kept.length, answered, windowing)));
    sequenceDone.run();
    return attempt;
  }

  private String reason(int frames, FrameMask answered, Windowing windowing) {
    String valid = windowing.dropsInvalid() ? "valid " : "";
    return answered.count() == answered.frames()
        ? "%d %sframes, a window has %d".formatted(frames, valid, windowing.windowFrames())
        : "%s has predictions for %d of its %sframes, the protocol needs %d"
            .formatted(task.model().name(), frames, valid, windowing.windowFrames());
  }

  private static List<Skipped> skipped(Attempt attempt, List<PlannedCell> cells) {
    return cells.stream()
        .map(PlannedCell::cell)
        .map(
            cell ->
                new Skipped(
                    cell.dataset(),
                    cell.protocol(),
                    cell.fps(),
                    attempt.sequence(),
                    attempt.reason()))
        .distinct()
        .toList();
  }

  private WindowedPrediction prediction(Predictor predictor, Clip clip, Windowing.Cut cut) {
    WindowPlan plan = cut.plan();
    Prediction prediction =
        stages.measure(
            Stages.Stage.MODEL, plan.rows().size(), () -> predictor.predict(cut.seen(), plan));
    requireBody(clip, prediction.smpl().rotations());
    requireBody(clip, prediction.smpl().betas());
    return new WindowedPrediction(clip, prediction, cut.targets(), cut.origins());
  }

  private void requireBody(Clip clip, FloatGrid values) {
    for (int i = 0; i < values.length(); i++) {
      if (!(Math.abs(values.get(i)) < LARGEST)) {
        throw Fault.running(
            "model %s, seed %d, sequence %s: the prediction holds %s, which is no body; check its"
                + " checkpoint",
            task.model().name(), task.seed(), clip.sequence(), values.get(i));
      }
    }
  }
}
