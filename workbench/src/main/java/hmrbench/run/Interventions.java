package hmrbench.run;

import hmrbench.config.Intervention;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.data.WindowPlan;
import hmrbench.metric.Metric;
import hmrbench.metric.Protocol;
import hmrbench.metric.SequenceQueue;
import hmrbench.metric.SequenceQueue.Placed;
import hmrbench.metric.SequenceScore;
import hmrbench.metric.diagnose.RowOrigins;
import hmrbench.model.BranchAnswers;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.filter.Filters;
import hmrbench.record.FrameTable;
import hmrbench.record.InterventionFile;
import hmrbench.record.InterventionRow;
import hmrbench.run.ExperimentPlan.PlannedCell;
import hmrbench.run.ExperimentPlan.Task;
import hmrbench.run.Summaries.SequenceMeans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a network would have said if its attention had been another: its branches are computed once
 * per sequence, and its integration alone is run again under each choice of weights.
 */
final class Interventions {

  /** The filter of predictions as they are. */
  static final String NO_FILTER = "none";

  /** Parts that a side of the lattice is cut into; 6 has the corners and the equal weights. */
  private static final int LATTICE = 6;

  private static final int BRANCHES = 3;

  private final Task task;
  private final DataSource source;
  private final NetworkPredictor model;
  private final Stages stages;

  Interventions(Task task, DataSource source, NetworkPredictor model, Stages stages) {
    this.task = task;
    this.source = source;
    this.model = model;
    this.stages = stages;
  }

  /** A choice of weights; {@code fixed} is empty where they differ from frame to frame. */
  private record Choice(String kind, Optional<List<Double>> fixed) {}

  /** A sequence with the answers of the network's branches. */
  @SuppressWarnings("ArrayRecordComponent") // within this class alone, never compared
  private record Seen(Clip clip, BranchAnswers answers, int[] targets, RowOrigins origins) {}

  /** A choice whose sequences come in. */
  private final class Scored {

    private final Choice choice;
    private final PlannedCell cell;
    private final Protocol protocol;
    private final SequenceQueue<Candidate> queue = new SequenceQueue<>(Candidate::scored);
    private final List<InterventionRow> rows = new ArrayList<>();

    Scored(Choice choice, PlannedCell cell, Protocol protocol) {
      this.choice = choice;
      this.cell = cell;
      this.protocol = protocol;
    }

    void take(List<Seen> sequences) {
      List<WindowedPrediction> passes = sequences.stream().map(this::pass).toList();
      add(
          queue.addAll(
              new CellScoring(source, task.step())
                  .withoutMesh()
                  .candidates(
                      cell.cell().model(),
                      protocol,
                      Filters.all().parse(NO_FILTER),
                      passes,
                      stages)));
    }

    private WindowedPrediction pass(Seen it) {
      return new WindowedPrediction(
          it.clip(),
          model.integrate(it.answers(), weights(choice, it.answers())),
          it.targets(),
          it.origins());
    }

    private void add(List<Placed<Candidate>> placed) {
      for (Placed<Candidate> it : placed) {
        SequenceScore score =
            stages.measure(
                Stages.Stage.SCORE,
                it.value().rows().length,
                () -> protocol.score(it.sequence(), it.neighbours(), InterventionFile.SCORED));
        FrameTable table = new RowTable(cell.cell()).of(List.of(it.value().recorded(score)));
        Summaries.bySequence(table).forEach(means -> rows.add(row(choice, cell, means)));
      }
    }

    List<InterventionRow> end() {
      add(queue.end());
      return rows;
    }
  }

  /**
   * Runs the choices and scores them under a cell's protocol, some sequences at a time.
   *
   * @return rows per choice and sequence, the network's own weights first; none where it has no
   *     attention
   */
  List<InterventionRow> of(PlannedCell cell, Protocol protocol, List<Intervention> kinds) {
    Windowing windowing = Windowing.of(protocol, cell.protocol(), model);
    List<Scored> all = new ArrayList<>();
    List<Seen> some = new ArrayList<>();
    for (int index = 0; index < source.sequences(); index++) {
      seen(index, windowing).ifPresent(some::add);
      if (!some.isEmpty() && all.isEmpty()) {
        choices(kinds, some.get(0).answers().current())
            .forEach(choice -> all.add(new Scored(choice, cell, protocol)));
      }
      int rows = some.stream().mapToInt(it -> it.targets().length).sum();
      if (rows >= TaskRunner.ROWS_AT_A_TIME || index == source.sequences() - 1) {
        all.forEach(choice -> choice.take(some));
        some.clear();
      }
    }
    return all.stream().flatMap(choice -> choice.end().stream()).toList();
  }

  private Optional<Seen> seen(int index, Windowing windowing) {
    Clip clip = source.clip(index, task.inputRate());
    int[] kept =
        windowing.dropsInvalid()
            ? clip.valid().indices()
            : IntStream.range(0, clip.frames()).toArray();
    WindowPlan plan = windowing.plan(kept.length);
    if (plan.rows().isEmpty()) {
      return Optional.empty();
    }
    Clip known = kept.length == clip.frames() ? clip : clip.frames(kept);
    int[] targets = IntStream.of(plan.targets()).map(target -> kept[target]).toArray();
    return model
        .branches(known, plan)
        .map(answers -> new Seen(clip, answers, targets, windowing.origins(plan)));
  }

  private static List<Choice> choices(List<Intervention> kinds, boolean current) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice(InterventionRow.OWN, Optional.empty()));
    for (Intervention kind : kinds) {
      switch (kind) {
        case PAST -> choices.add(fixed(kind, 1, 0, 0));
        case FUTURE -> choices.add(fixed(kind, 0, 0, 1));
        case CURRENT -> {
          if (current) {
            choices.add(fixed(kind, 0, 1, 0));
          }
        }
        case UNIFORM ->
            choices.add(
                current ? fixed(kind, 1 / 3.0, 1 / 3.0, 1 / 3.0) : fixed(kind, 0.5, 0, 0.5));
        case SWAPPED -> choices.add(new Choice(kind.key(), Optional.empty()));
        case SIMPLEX -> choices.addAll(lattice(current));
      }
    }
    return choices;
  }

  private static Choice fixed(Intervention kind, double past, double current, double future) {
    return new Choice(kind.key(), Optional.of(List.of(past, current, future)));
  }

  private static List<Choice> lattice(boolean current) {
    List<Choice> points = new ArrayList<>();
    for (int middle = 0; middle <= (current ? LATTICE : 0); middle++) {
      for (int past = LATTICE - middle; past >= 0; past--) {
        int future = LATTICE - middle - past;
        points.add(
            fixed(
                Intervention.SIMPLEX,
                (double) past / LATTICE,
                (double) middle / LATTICE,
                (double) future / LATTICE));
      }
    }
    return points;
  }

  private static FloatGrid weights(Choice choice, BranchAnswers answers) {
    FloatGrid own = answers.attention();
    if (choice.kind().equals(InterventionRow.OWN)) {
      return own;
    }
    int rows = answers.rows();
    if (choice.fixed().isEmpty()) {
      return own.rows(IntStream.range(0, rows).map(row -> (row + rows / 2) % rows).toArray());
    }
    float[] values = new float[rows * BRANCHES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (double) choice.fixed().get().get(i % BRANCHES);
    }
    return FloatGrid.owning(values, rows, BRANCHES);
  }

  private static InterventionRow row(Choice choice, PlannedCell cell, SequenceMeans means) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (Metric metric : InterventionFile.SCORED) {
      String column = metric.id().column();
      means.means().of(column).ifPresent(mean -> metrics.put(column, mean.value()));
    }
    return new InterventionRow(
        cell.cell(), choice.kind(), choice.fixed(), means.sequence(), means.frames(), metrics);
  }
}
