package hmrbench.run;

import hmrbench.config.Intervention;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.metric.Metric;
import hmrbench.metric.Protocol;
import hmrbench.metric.SequenceQueue;
import hmrbench.metric.SequenceQueue.Placed;
import hmrbench.metric.SequenceScore;
import hmrbench.model.BranchAnswers;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.filter.Filters;
import hmrbench.record.FrameTable;
import hmrbench.record.InterventionFile;
import hmrbench.record.InterventionRow;
import hmrbench.record.Subjects;
import hmrbench.run.ExperimentPlan.PlannedCell;
import hmrbench.run.ExperimentPlan.Task;
import hmrbench.run.Summaries.SequenceMeans;
import java.util.ArrayList;
import java.util.HashMap;
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

  /**
   * A choice of weights.
   *
   * @param kind empty for the network's own
   * @param fixed empty where they differ from frame to frame or from person to person
   */
  private record Choice(Optional<Intervention> kind, Optional<List<Double>> fixed) {

    String key() {
      return kind.map(Intervention::key).orElse(InterventionRow.OWN);
    }

    boolean changesFrames() {
      return kind.filter(it -> it.share().isPresent()).isPresent();
    }
  }

  /** A sequence with the answers of the network's branches. */
  private record Seen(Clip clip, Windowing.Cut cut, BranchAnswers answers) {

    String person() {
      return Subjects.of(clip.sequence(), clip.tags());
    }
  }

  /** A choice whose sequences come in. */
  private final class Scored {

    private final Choice choice;
    private final PlannedCell cell;
    private final Protocol protocol;
    private final SequenceQueue<UnscoredSequence> queue =
        new SequenceQueue<>(UnscoredSequence::scored);
    private final List<InterventionRow> rows = new ArrayList<>();
    private final Map<String, Map<String, Double>> attention = new HashMap<>();
    private final Optional<AttentionRefit> learnt;

    Scored(Choice choice, PlannedCell cell, Protocol protocol, Optional<AttentionRefit> learnt) {
      this.choice = choice;
      this.learnt = learnt;
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
      BranchAnswers answers = it.answers();
      if (choice.changesFrames()) {
        Clip changed = Disturbance.of(it.cut().seen(), choice.kind().orElseThrow());
        answers = model.branches(changed, it.cut().plan()).orElseThrow();
      }
      FloatGrid used = weights(choice, answers, learnt, it.person());
      attention.put(
          it.clip().sequence(),
          AttentionValues.of(used, it.answers().attention(), answers.scores()));
      return new WindowedPrediction(
          it.clip(), model.integrate(answers, used), it.cut().targets(), it.cut().origins());
    }

    private void add(List<Placed<UnscoredSequence>> placed) {
      for (Placed<UnscoredSequence> it : placed) {
        SequenceScore score =
            stages.measure(
                Stages.Stage.SCORE,
                it.value().rows().length,
                () -> protocol.score(it.sequence(), it.neighbours(), InterventionFile.SCORED));
        FrameTable table = new RowTable(cell.cell()).of(List.of(it.value().recorded(score)));
        Summaries.bySequence(table).forEach(means -> rows.add(row(means)));
      }
    }

    List<InterventionRow> end() {
      add(queue.end());
      return rows;
    }

    private InterventionRow row(SequenceMeans means) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      for (Metric metric : InterventionFile.SCORED) {
        String column = metric.id().column();
        means.means().of(column).ifPresent(mean -> metrics.put(column, mean.value()));
      }
      return new InterventionRow(
          cell.cell(),
          choice.key(),
          choice.fixed(),
          means.sequence(),
          means.frames(),
          metrics,
          attention.getOrDefault(means.sequence(), Map.of()));
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
    Optional<AttentionRefit> learnt = learnt(windowing, kinds);
    List<Scored> all = new ArrayList<>();
    List<Seen> some = new ArrayList<>();
    for (int index = 0; index < source.sequences(); index++) {
      seen(index, windowing).ifPresent(some::add);
      if (!some.isEmpty() && all.isEmpty()) {
        choices(kinds, some.get(0).answers().current())
            .forEach(choice -> all.add(new Scored(choice, cell, protocol, learnt)));
      }
      int rows = some.stream().mapToInt(it -> it.cut().targets().length).sum();
      if (rows >= TaskRunner.ROWS_AT_A_TIME || index == source.sequences() - 1) {
        all.forEach(choice -> choice.take(some));
        some.clear();
      }
    }
    return all.stream().flatMap(choice -> choice.end().stream()).toList();
  }

  /** What weights of other people or fits to them need: one look at all sequences beforehand. */
  private Optional<AttentionRefit> learnt(Windowing windowing, List<Intervention> kinds) {
    if (kinds.stream().noneMatch(Intervention::learns)) {
      return Optional.empty();
    }
    boolean fits = kinds.stream().anyMatch(it -> it.learns() && it != Intervention.MEAN);
    Optional<AttentionRefit> learnt = Optional.empty();
    for (int index = 0; index < source.sequences(); index++) {
      Optional<Seen> seen = seen(index, windowing);
      if (seen.isPresent()) {
        Seen it = seen.get();
        AttentionRefit refit = learnt.orElseGet(() -> new AttentionRefit(it.answers().current()));
        learnt = Optional.of(refit);
        if (fits) {
          refit.add(it.person(), it.answers(), truth(it), model);
        } else {
          refit.addWeights(it.person(), it.answers());
        }
      }
    }
    return learnt;
  }

  private static SmplTrack truth(Seen it) {
    return it.clip()
        .smpl()
        .map(track -> track.frames(it.cut().targets()))
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: has no true rotations, which weights are refitted to; leave the"
                        + " interventions that begin with refit out",
                    it.clip().sequence()));
  }

  private Optional<Seen> seen(int index, Windowing windowing) {
    Clip clip = source.clip(index, task.inputRate());
    return windowing
        .cut(clip, windowing.kept(clip, model.answered(clip)))
        .flatMap(
            cut ->
                model
                    .branches(cut.seen(), cut.plan())
                    .map(answers -> new Seen(clip, cut, answers)));
  }

  private static List<Choice> choices(List<Intervention> kinds, boolean current) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice(Optional.empty(), Optional.empty()));
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
        case SIMPLEX -> choices.addAll(lattice(current));
        default -> choices.add(new Choice(Optional.of(kind), Optional.empty()));
      }
    }
    return choices;
  }

  private static Choice fixed(Intervention kind, double past, double current, double future) {
    return new Choice(Optional.of(kind), Optional.of(List.of(past, current, future)));
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

  private static FloatGrid weights(
      Choice choice, BranchAnswers answers, Optional<AttentionRefit> learnt, String person) {
    FloatGrid own = answers.attention();
    int rows = answers.rows();
    if (choice.fixed().isPresent()) {
      return constant(choice.fixed().get(), rows);
    }
    if (choice.kind().isEmpty() || choice.changesFrames()) {
      return own;
    }
    Intervention kind = choice.kind().get();
    return switch (kind) {
      case SWAPPED ->
          own.rows(IntStream.range(0, rows).map(row -> (row + rows / 2) % rows).toArray());
      case UNBOUNDED -> AttentionValues.unbounded(answers.scores());
      case MEAN -> learnt.orElseThrow().meanOfOthers(person, rows);
      case REFIT_CONSTANT, REFIT_CONSTANT_SEEN ->
          learnt.orElseThrow().constant(person, kind == Intervention.REFIT_CONSTANT_SEEN, rows);
      case REFIT_FRAMES, REFIT_FRAMES_SEEN ->
          learnt
              .orElseThrow()
              .followingFrames(person, kind == Intervention.REFIT_FRAMES_SEEN, answers);
      default -> throw new IllegalStateException(kind + " has weights of its own");
    };
  }

  private static FloatGrid constant(List<Double> weights, int rows) {
    float[] values = new float[rows * BRANCHES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (double) weights.get(i % BRANCHES);
    }
    return FloatGrid.owning(values, rows, BRANCHES);
  }
}
