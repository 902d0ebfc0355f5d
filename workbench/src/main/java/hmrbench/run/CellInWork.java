package hmrbench.run;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.metric.Metric;
import hmrbench.metric.Protocol;
import hmrbench.metric.SequenceQueue;
import hmrbench.metric.SequenceQueue.Placed;
import hmrbench.metric.SequenceScore;
import hmrbench.model.Filter;
import hmrbench.record.Cell;
import hmrbench.record.CellDiagnosis;
import hmrbench.record.FrameTable;
import hmrbench.record.SavedPrediction;
import hmrbench.record.Subjects;
import hmrbench.run.Summaries.SequenceMeans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A cell whose sequences come in: they are scored, diagnosed and recorded, and what is left of them
 * are means.
 */
final class CellInWork implements AutoCloseable {

  /**
   * How a cell is scored.
   *
   * @param choice which filter it is, and what else it might have been
   * @param metrics in the order of their columns
   * @param seams T, where rows are frames of windows
   */
  record Setting(
      Cell cell,
      Protocol protocol,
      Filter filter,
      FilterChoice choice,
      List<Metric> metrics,
      OptionalInt seams) {}

  private final Setting setting;
  private final DataSource source;
  private final CellTarget target;
  private final Stages stages;
  private final SequenceQueue<UnscoredSequence> queue =
      new SequenceQueue<>(UnscoredSequence::scored);
  private final List<SequenceMeans> means = new ArrayList<>();
  private Optional<Diagnosing> diagnosing = Optional.empty();
  private long rows;
  private boolean bodies = true;

  /**
   * Of no sequence yet.
   *
   * @param target where the records go
   * @param stages of this cell alone, which count when it is recorded
   */
  CellInWork(Setting setting, DataSource source, CellTarget target, Stages stages) {
    this.setting = setting;
    this.source = source;
    this.target = target;
    this.stages = stages;
  }

  /** Takes in sequences; the last one waits for the next. */
  void add(CellScoring scoring, List<WindowedPrediction> passes) {
    List<UnscoredSequence> candidates =
        scoring.candidates(
            setting.cell().model(), setting.protocol(), setting.filter(), passes, stages);
    record(queue.addAll(candidates));
  }

  private void record(List<Placed<UnscoredSequence>> placed) {
    if (placed.isEmpty()) {
      return;
    }
    long count = placed.stream().mapToLong(it -> it.value().rows().length).sum();
    List<SequenceScore> scores =
        stages.measure(
            Stages.Stage.SCORE, count, () -> placed.parallelStream().map(this::score).toList());
    List<RowTable.Sequence> recorded = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      recorded.add(placed.get(i).value().recorded(scores.get(i)));
    }
    FrameTable table = new RowTable(setting.cell()).of(recorded);
    means.addAll(Summaries.bySequence(table));
    rows += table.rows();
    stages.measure(Stages.Stage.DIAGNOSE, count, () -> diagnose(placed));
    stages.measure(Stages.Stage.RECORD, count, () -> write(table, placed));
  }

  private SequenceScore score(Placed<UnscoredSequence> it) {
    return setting.protocol().score(it.sequence(), it.neighbours(), setting.metrics());
  }

  private Diagnosing diagnose(List<Placed<UnscoredSequence>> placed) {
    double rate = placed.get(0).sequence().truth().framesPerSecond();
    Diagnosing known = diagnosing.orElseGet(() -> new Diagnosing(rate, setting.seams()));
    diagnosing = Optional.of(known);
    for (Placed<UnscoredSequence> it : placed) {
      Map<String, String> tags = it.value().pass().clip().tags();
      String person = Subjects.of(it.sequence().sequence(), tags);
      known.add(it.sequence(), person, it.neighbours(), it.value().origins());
      target.look(it.sequence());
    }
    return known;
  }

  private FrameTable write(FrameTable table, List<Placed<UnscoredSequence>> placed) {
    target.add(table);
    List<UnscoredSequence> candidates = placed.stream().map(Placed::value).toList();
    bodies &= candidates.stream().allMatch(UnscoredSequence::isBody);
    if (bodies && target.keepsPredictions()) {
      write(candidates);
    }
    return table;
  }

  private void write(List<UnscoredSequence> candidates) {
    SmplTrack predicted =
        SmplTrack.stacked(candidates.stream().map(UnscoredSequence::smpl).toList());
    Optional<SmplTrack> truth =
        candidates.stream().allMatch(it -> it.truthSmpl().isPresent())
            ? Optional.of(
                SmplTrack.stacked(
                    candidates.stream().flatMap(it -> it.truthSmpl().stream()).toList()))
            : Optional.empty();
    JointTrack joints =
        JointTrack.stacked(candidates.stream().map(it -> it.scored().predicted()).toList());
    JointTrack trueJoints =
        JointTrack.stacked(candidates.stream().map(it -> it.scored().truth()).toList());
    int end = predicted.frames();
    for (int from = 0; from < end || from == 0; from += TaskRunner.ROWS_AT_A_TIME) {
      int[] rows = IntStream.range(from, Math.min(end, from + TaskRunner.ROWS_AT_A_TIME)).toArray();
      target.add(
          saved(
              joints.frames(rows),
              trueJoints.frames(rows),
              predicted.frames(rows),
              truth.map(track -> track.frames(rows))));
    }
  }

  private SavedPrediction saved(
      JointTrack joints, JointTrack trueJoints, SmplTrack predicted, Optional<SmplTrack> truth) {
    double rate = joints.framesPerSecond();
    BodyModel body = source.body();
    return new SavedPrediction(
        joints,
        trueJoints,
        body.joints(predicted, JointRecipe.SMPL24, rate),
        truth.map(track -> body.joints(track, JointRecipe.SMPL24, rate)),
        predicted,
        truth);
  }

  /** Scores the last sequence; what is found of all of them. */
  CellResult end() {
    record(queue.end());
    CellDiagnosis found =
        stages.measure(Stages.Stage.DIAGNOSE, 0, () -> diagnosing.orElseThrow().found());
    setting.choice().addTo(found);
    return new CellResult(setting.cell(), rows, means, found, bodies, target, stages);
  }

  @Override
  public void close() {
    target.close();
  }
}
