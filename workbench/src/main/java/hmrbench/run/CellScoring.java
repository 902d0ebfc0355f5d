package hmrbench.run;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.metric.FootSliding;
import hmrbench.metric.FurtherMetrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import hmrbench.metric.diagnose.RowOrigins;
import hmrbench.model.Filter;
import hmrbench.model.filter.Filters;
import hmrbench.model.reference.TruthPredictor;
import hmrbench.record.Cell;
import hmrbench.record.CellDiagnosis;
import hmrbench.record.FrameTable;
import hmrbench.record.SavedPrediction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** From predicted parameters to the rows of a cell: filter, body, protocol. */
final class CellScoring {

  private final DataSource source;
  private final int step;
  private final int windowFrames;
  private final Stages stages;
  private final boolean mesh;

  /**
   * @param step every how many predicted frames are scored
   * @param windowFrames frames per window, T
   */
  CellScoring(DataSource source, int step, int windowFrames, Stages stages) {
    this(source, step, windowFrames, stages, true);
  }

  private CellScoring(DataSource source, int step, int windowFrames, Stages stages, boolean mesh) {
    this.source = source;
    this.step = step;
    this.windowFrames = windowFrames;
    this.stages = stages;
    this.mesh = mesh;
  }

  /** The same without the error of the mesh, which takes longer than all others together. */
  CellScoring withoutMesh() {
    return new CellScoring(source, step, windowFrames, stages, false);
  }

  /** A sequence that is about to be scored. */
  @SuppressWarnings("ArrayRecordComponent") // within this class alone, never compared
  private record Candidate(
      Pass pass,
      int[] rows,
      SmplTrack smpl,
      Optional<SmplTrack> truthSmpl,
      SequencePrediction scored) {

    int[] targets() {
      return pass.targetsOf(rows);
    }
  }

  CellResult score(Cell cell, Protocol protocol, Filter filter, List<Pass> passes) {
    List<Candidate> candidates =
        passes.parallelStream().map(pass -> candidate(pass, protocol, filter)).toList();
    long rows = candidates.stream().mapToLong(it -> it.rows().length).sum();
    List<SequencePrediction> predictions = candidates.stream().map(Candidate::scored).toList();
    List<Map<MetricId, Series>> values =
        stages.measure(Stages.Stage.SCORE, rows, () -> values(protocol, predictions));
    FrameTable table = new RowTable(cell).of(toSequences(candidates, values));
    boolean bodies = passes.stream().allMatch(pass -> pass.prediction().joints().isEmpty());
    return new CellResult(
        table,
        passes.stream().map(pass -> pass.clip().tags()).toList(),
        () -> bodies ? Optional.of(saved(candidates)) : Optional.empty(),
        () -> diagnosis(candidates, predictions));
  }

  private CellDiagnosis diagnosis(
      List<Candidate> candidates, List<SequencePrediction> predictions) {
    List<RowOrigins> origins =
        candidates.stream().map(it -> it.pass().originsOf(it.rows())).toList();
    // Every k-th row of a window of T is a window of T/k rows, which need not be whole.
    OptionalInt seams = step == 1 ? OptionalInt.of(windowFrames) : OptionalInt.empty();
    return Diagnosing.of(predictions, origins, seams);
  }

  private List<Map<MetricId, Series>> values(
      Protocol protocol, List<SequencePrediction> predictions) {
    List<SequenceScore> scores = protocol.score(predictions);
    List<Map<MetricId, Series>> values = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Map<MetricId, Series> all = new LinkedHashMap<>(scores.get(i).values());
      all.putAll(FurtherMetrics.of(predictions.get(i)));
      if (source.cameraStandsStill() && FootSliding.knows(predictions.get(i).truth().joints())) {
        all.put(FootSliding.ID, FootSliding.of(predictions.get(i)));
      }
      values.add(all);
    }
    return values;
  }

  private Candidate candidate(Pass pass, Protocol protocol, Filter filter) {
    SmplTrack raw = pass.prediction().smpl();
    if (pass.prediction().joints().isPresent() && !filter.name().equals(Filters.NONE)) {
      throw Fault.running(
          "filter %s smooths rotations, and these predictions are joints alone; leave the filter"
              + " out, or predict bodies",
          filter.name());
    }
    double inputRate = pass.clip().framesPerSecond();
    SmplTrack filtered =
        stages.measure(Stages.Stage.FILTER, raw.frames(), () -> filter.apply(raw, inputRate));
    int[] rows = pass.rowsOfEvery(step);
    int[] targets = pass.targetsOf(rows);
    double rate = inputRate / step;
    SmplTrack smpl = filtered.frames(rows);
    Optional<SmplTrack> truthSmpl = pass.clip().smpl().map(track -> track.frames(targets));
    JointTrack truth = pass.clip().truth().frames(targets);
    Optional<JointTrack> given = pass.prediction().joints();
    JointTrack predicted =
        given
            .map(track -> track.frames(rows))
            .orElseGet(
                () ->
                    stages.measure(
                        Stages.Stage.JOINTS,
                        rows.length,
                        () -> source.body().joints(smpl, source.recipe(), rate)));
    Optional<Series> vertexError =
        (mesh && given.isEmpty() ? truthSmpl : Optional.<SmplTrack>empty())
            .map(
                track ->
                    vertexError(
                        protocol.quantisesTargets() ? TruthPredictor.inHalfPrecision(track) : track,
                        protocol.meshErrorIgnoresFilter() ? raw.frames(rows) : smpl));
    return new Candidate(
        pass,
        rows,
        smpl,
        truthSmpl,
        new SequencePrediction(
            pass.sequence(),
            new JointTrack(truth.joints(), truth.frame(), rate, truth.metres()),
            predicted,
            vertexError,
            pass.counted(protocol.dropsInvalidFrames() || protocol.countsInvalidFrames(), rows),
            pass.frameNumbers(rows, step)));
  }

  private Series vertexError(SmplTrack truth, SmplTrack predicted) {
    return stages.measure(
        Stages.Stage.MESH_ERROR,
        truth.frames(),
        () -> source.body().vertexErrorMm(predicted, truth));
  }

  private static List<RowTable.Sequence> toSequences(
      List<Candidate> candidates, List<Map<MetricId, Series>> values) {
    List<RowTable.Sequence> sequences = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate it = candidates.get(i);
      int[] targets = it.targets();
      Map<String, Series> signals = new LinkedHashMap<>();
      it.pass().clip().signals().keySet().stream()
          .sorted()
          .forEach(
              name ->
                  signals.put(
                      name,
                      pick(
                          java.util.Objects.requireNonNull(it.pass().clip().signals().get(name)),
                          targets)));
      sequences.add(
          new RowTable.Sequence(
              it.pass().sequence(),
              java.util.Arrays.stream(targets)
                  .mapToObj(it.pass().clip().frameLabels()::get)
                  .toList(),
              Series.of(
                  java.util.Arrays.stream(targets)
                      .mapToDouble(target -> target / it.pass().clip().framesPerSecond())
                      .toArray()),
              it.scored().counted(),
              values.get(i),
              it.pass().prediction().attention().map(weights -> weights.rows(it.rows())),
              signals));
    }
    return sequences;
  }

  private static Series pick(Series series, int... frames) {
    FrameMask present = series.present().pick(frames);
    return Series.of(present, row -> series.get(frames[row]));
  }

  private SavedPrediction saved(List<Candidate> candidates) {
    SmplTrack predicted = Stacks.smpl(candidates.stream().map(Candidate::smpl).toList());
    Optional<SmplTrack> truth =
        candidates.stream().allMatch(it -> it.truthSmpl().isPresent())
            ? Optional.of(
                Stacks.smpl(candidates.stream().flatMap(it -> it.truthSmpl().stream()).toList()))
            : Optional.empty();
    JointTrack joints = candidates.get(0).scored().predicted();
    double rate = joints.framesPerSecond();
    BodyModel body = source.body();
    return new SavedPrediction(
        track(joints, candidates.stream().map(it -> it.scored().predicted()).toList()),
        track(
            candidates.get(0).scored().truth(),
            candidates.stream().map(it -> it.scored().truth()).toList()),
        body.joints(predicted, JointRecipe.SMPL24, rate),
        truth.map(track -> body.joints(track, JointRecipe.SMPL24, rate)),
        predicted,
        truth);
  }

  private static JointTrack track(JointTrack like, List<JointTrack> parts) {
    FloatGrid metres = Stacks.grids(parts.stream().map(JointTrack::metres).toList());
    return new JointTrack(like.joints(), like.frame(), like.framesPerSecond(), metres);
  }
}
