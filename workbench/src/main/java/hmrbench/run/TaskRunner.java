package hmrbench.run;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Prediction;
import hmrbench.data.WindowPlan;
import hmrbench.metric.Protocol;
import hmrbench.model.Filter;
import hmrbench.model.Predictor;
import hmrbench.record.Manifest.Skipped;
import hmrbench.run.ExperimentPlan.PlannedCell;
import hmrbench.run.ExperimentPlan.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs a model over a data set once per way of laying windows, and scores its cells. */
final class TaskRunner {

  /** No rotation or shape value of a body is near; past it, joints overflow. */
  private static final float LARGEST = 1e6f;

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

    /** Sequences that are left out, before any cell without them is scored. */
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
    List<Skipped> skipped = new ArrayList<>();
    List<WindowedPrediction> passes = predict(models, windowing, cells, skipped);
    heard.skipped(skipped);
    CellScoring scoring = scoring(source, windowing);
    FilterChooser chooser = chooser(models, windowing, cells);
    for (PlannedCell cell : cells) {
      FilterChoice choice =
          chooser.choose(cell.cell().filter(), protocol(cell), windowing.lookahead());
      Filter filter = extensions.filters().parse(choice.filter());
      heard.scored(scoring.score(cell.cell(), protocol(cell), filter, choice, passes));
    }
  }

  /** Predicts what filters are chosen on, when a cell asks for it. */
  private FilterChooser chooser(
      List<Predictor> models, Windowing windowing, List<PlannedCell> cells) {
    return new FilterChooser(
        extensions.filters(),
        choiceSource.map(it -> it.dataset().name()),
        () -> {
          DataSource other = choiceSource.orElseThrow();
          TaskRunner runner =
              new TaskRunner(
                  task, other, Optional.empty(), model, extensions, threads, stages, () -> {});
          return runner.predict(models, windowing, cells, new ArrayList<>());
        },
        choiceSource.map(it -> scoring(it, windowing)));
  }

  private CellScoring scoring(DataSource data, Windowing windowing) {
    return new CellScoring(
        data, task.step(), windowing.windowFrames(), stages, extensions.metrics());
  }

  /** One of the two: a sequence's predictions, or why it has none. */
  private record Attempt(String sequence, Optional<WindowedPrediction> pass, String reason) {}

  private List<WindowedPrediction> predict(
      List<Predictor> models, Windowing windowing, List<PlannedCell> cells, List<Skipped> skipped) {
    List<WindowedPrediction> passes = new ArrayList<>();
    List<Attempt> attempts =
        ParallelWork.each(
            models, source.sequences(), (predictor, index) -> attempt(predictor, index, windowing));
    for (Attempt attempt : attempts) {
      attempt.pass().ifPresentOrElse(passes::add, () -> skipped.addAll(skipped(attempt, cells)));
    }
    if (passes.isEmpty()) {
      throw Fault.running(
          "data set %s: all %d sequences %s a window of %d frames; use longer ones",
          source.dataset().name(),
          source.sequences(),
          model instanceof SavedPredictor ? "have fewer predictions than" : "are shorter than",
          windowing.windowFrames());
    }
    return passes;
  }

  private Attempt attempt(Predictor predictor, int index, Windowing windowing) {
    Clip clip = stages.measure(Stages.Stage.CLIP, 0, () -> source.clip(index, task.inputRate()));
    FrameMask answered = predictor.answered(clip);
    int[] kept =
        IntStream.range(0, clip.frames())
            .filter(t -> answered.get(t) && (!windowing.dropsInvalid() || clip.valid().get(t)))
            .toArray();
    WindowPlan plan = windowing.plan(kept.length);
    Attempt attempt =
        plan.rows().isEmpty()
            ? new Attempt(
                clip.sequence(), Optional.empty(), reason(kept.length, answered, windowing))
            : new Attempt(
                clip.sequence(), Optional.of(pass(predictor, clip, kept, plan, windowing)), "");
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

  private WindowedPrediction pass(
      Predictor predictor, Clip clip, int[] kept, WindowPlan plan, Windowing windowing) {
    Clip seen = kept.length == clip.frames() ? clip : clip.frames(kept);
    Prediction prediction =
        stages.measure(Stages.Stage.MODEL, plan.rows().size(), () -> predictor.predict(seen, plan));
    requireBody(clip, prediction.smpl().rotations());
    requireBody(clip, prediction.smpl().betas());
    int[] targets = IntStream.of(plan.targets()).map(target -> kept[target]).toArray();
    return new WindowedPrediction(clip, prediction, targets, windowing.origins(plan));
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
