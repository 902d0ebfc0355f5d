package hmrbench.run;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.metric.Metric;
import hmrbench.metric.Neighbours;
import hmrbench.metric.Protocol;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequencePrediction.Extras;
import hmrbench.metric.SequenceScore;
import hmrbench.metric.diagnose.RowOrigins;
import hmrbench.metric.world.WorldPair;
import hmrbench.model.Filter;
import hmrbench.model.filter.Filters;
import hmrbench.model.reference.TruthPredictor;
import hmrbench.record.Cell;
import hmrbench.record.CellDiagnosis;
import hmrbench.record.FrameTable;
import hmrbench.record.SavedPrediction;
import hmrbench.record.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From predicted parameters to the rows of a cell: filter, body, protocol. One object serves the
 * cells of one set of predictions.
 */
final class CellScoring {

  private final DataSource source;
  private final int step;
  private final int windowFrames;
  private final Stages stages;
  private final boolean mesh;
  private final List<Metric> metrics;

  /** Mesh errors that no filter changes, by sequence: worked out once for all filters. */
  private final Map<String, Series> unfiltered = new ConcurrentHashMap<>();

  /**
   * @param step every how many predicted frames are scored
   * @param windowFrames frames per window, T
   * @param metrics in the order of their columns
   */
  CellScoring(DataSource source, int step, int windowFrames, Stages stages, List<Metric> metrics) {
    this(source, step, windowFrames, stages, metrics, true);
  }

  private CellScoring(
      DataSource source,
      int step,
      int windowFrames,
      Stages stages,
      List<Metric> metrics,
      boolean mesh) {
    this.source = source;
    this.step = step;
    this.windowFrames = windowFrames;
    this.stages = stages;
    this.mesh = mesh;
    this.metrics = List.copyOf(metrics);
  }

  /** The same without the error of the mesh, which takes longer than all others together. */
  CellScoring withoutMesh() {
    return new CellScoring(source, step, windowFrames, stages, metrics, false);
  }

  /** A sequence that is about to be scored. */
  @SuppressWarnings("ArrayRecordComponent") // within this class alone, never compared
  private record Candidate(
      WindowedPrediction pass,
      int[] rows,
      SmplTrack smpl,
      Optional<SmplTrack> truthSmpl,
      SequencePrediction scored) {

    int[] targets() {
      return pass.targetsOf(rows);
    }
  }

  /** What a filter makes of predictions, without their meshes. */
  List<SequencePrediction> joints(
      Protocol protocol, Filter filter, List<WindowedPrediction> passes) {
    return passes.parallelStream()
        .map(
            pass -> {
              int[] rows = pass.rowsOfEvery(step);
              SmplTrack smpl = filtered(pass, filter).frames(rows);
              return sequence(pass, protocol, rows, predicted(pass, smpl, rows), Extras.NONE);
            })
        .toList();
  }

  /** Scores a cell that no filter is chosen for. */
  CellResult score(Cell cell, Protocol protocol, Filter filter, List<WindowedPrediction> passes) {
    return score(cell, protocol, filter, FilterChoice.named(filter, 0), passes);
  }

  /**
   * Scores a cell.
   *
   * @param choice which filter it is, and what else it might have been
   */
  CellResult score(
      Cell cell,
      Protocol protocol,
      Filter filter,
      FilterChoice choice,
      List<WindowedPrediction> passes) {
    List<Candidate> candidates =
        passes.parallelStream()
            .map(pass -> candidate(cell.model(), pass, protocol, filter))
            .toList();
    long rows = candidates.stream().mapToLong(it -> it.rows().length).sum();
    List<SequencePrediction> predictions = candidates.stream().map(Candidate::scored).toList();
    List<SequenceScore> scores =
        stages.measure(Stages.Stage.SCORE, rows, () -> protocol.score(predictions, metrics));
    FrameTable table = new RowTable(cell).of(toSequences(candidates, scores));
    boolean bodies = passes.stream().allMatch(pass -> pass.prediction().joints().isEmpty());
    return new CellResult(
        table,
        passes.stream().map(pass -> pass.clip().tags()).toList(),
        () -> bodies ? Optional.of(saved(candidates)) : Optional.empty(),
        () -> TrackChecks.ofScored(cell.model(), predictions),
        () -> diagnosis(candidates, predictions, choice));
  }

  private CellDiagnosis diagnosis(
      List<Candidate> candidates, List<SequencePrediction> predictions, FilterChoice choice) {
    List<RowOrigins> origins =
        candidates.stream().map(it -> it.pass().originsOf(it.rows())).toList();
    // Every k-th row of a window of T is a window of T/k rows, which need not be whole.
    OptionalInt seams = step == 1 ? OptionalInt.of(windowFrames) : OptionalInt.empty();
    Diagnosing diagnosing = new Diagnosing(predictions.get(0).truth().framesPerSecond(), seams);
    for (int i = 0; i < predictions.size(); i++) {
      SequencePrediction sequence = predictions.get(i);
      String person = Subjects.of(sequence.sequence(), candidates.get(i).pass().clip().tags());
      diagnosing.add(sequence, person, Neighbours.in(predictions, i), origins.get(i));
    }
    CellDiagnosis diagnosis = diagnosing.found();
    choice.addTo(diagnosis);
    return diagnosis;
  }

  private Candidate candidate(
      String model, WindowedPrediction pass, Protocol protocol, Filter filter) {
    SmplTrack raw = pass.prediction().smpl();
    int[] rows = pass.rowsOfEvery(step);
    SmplTrack smpl = filtered(pass, filter).frames(rows);
    Optional<SmplTrack> truthSmpl =
        pass.clip().smpl().map(track -> track.frames(pass.targetsOf(rows)));
    Optional<Series> vertexError =
        (mesh && pass.prediction().joints().isEmpty() ? truthSmpl : Optional.<SmplTrack>empty())
            .map(
                track ->
                    protocol.meshErrorIgnoresFilter() && !protocol.quantisesTargets()
                        ? unfilteredError(pass, track, raw.frames(rows))
                        : vertexError(
                            protocol.quantisesTargets()
                                ? TruthPredictor.inHalfPrecision(track)
                                : track,
                            protocol.meshErrorIgnoresFilter() ? raw.frames(rows) : smpl));
    JointTrack predicted = predicted(pass, smpl, rows);
    Extras extras =
        new Extras(
            vertexError,
            pass.prediction().attention().map(weights -> weights.rows(rows)),
            source.cameraStandsStill(),
            protocol.world().map(rules -> world(model, protocol, filter, pass, smpl, rows)));
    return new Candidate(
        pass, rows, smpl, truthSmpl, sequence(pass, protocol, rows, predicted, extras));
  }

  private WorldPair world(
      String model,
      Protocol protocol,
      Filter filter,
      WindowedPrediction pass,
      SmplTrack smpl,
      int... rows) {
    if (!filter.name().equals(Filters.NONE)) {
      throw Fault.asked(
          "filter %s smooths rotations of joints and not the path of the root, which protocol %s"
              + " scores; leave the filter out",
          filter.name(), protocol.name());
    }
    double rate = pass.clip().framesPerSecond() / step;
    return stages.measure(
        Stages.Stage.JOINTS,
        rows.length,
        () -> WorldBodies.pair(model, protocol, source, pass, smpl, rows, rate));
  }

  /** Not worked out inside the map: a mesh is posed by many threads, which would wait for it. */
  private Series unfilteredError(WindowedPrediction pass, SmplTrack truth, SmplTrack raw) {
    Series known = unfiltered.get(pass.sequence());
    Series error = known == null ? vertexError(truth, raw) : known;
    unfiltered.put(pass.sequence(), error);
    return error;
  }

  private SmplTrack filtered(WindowedPrediction pass, Filter filter) {
    SmplTrack raw = pass.prediction().smpl();
    if (pass.prediction().joints().isPresent() && !filter.name().equals(Filters.NONE)) {
      throw Fault.running(
          "filter %s smooths rotations, and these predictions are joints alone; leave the filter"
              + " out, or predict bodies",
          filter.name());
    }
    double rate = pass.clip().framesPerSecond();
    return stages.measure(Stages.Stage.FILTER, raw.frames(), () -> filter.apply(raw, rate));
  }

  private JointTrack predicted(WindowedPrediction pass, SmplTrack smpl, int... rows) {
    double rate = pass.clip().framesPerSecond() / step;
    return pass.prediction()
        .joints()
        .map(track -> track.frames(rows))
        .orElseGet(
            () ->
                stages.measure(
                    Stages.Stage.JOINTS,
                    rows.length,
                    () -> source.body().joints(smpl, source.recipe(), rate)));
  }

  private SequencePrediction sequence(
      WindowedPrediction pass, Protocol protocol, int[] rows, JointTrack predicted, Extras extras) {
    JointTrack truth = pass.clip().truth().frames(pass.targetsOf(rows));
    double rate = pass.clip().framesPerSecond() / step;
    return new SequencePrediction(
        pass.sequence(),
        new JointTrack(truth.joints(), truth.frame(), rate, truth.metres()),
        predicted,
        extras,
        pass.counted(protocol.dropsInvalidFrames() || protocol.countsInvalidFrames(), rows),
        pass.frameNumbers(rows, step));
  }

  private Series vertexError(SmplTrack truth, SmplTrack predicted) {
    return stages.measure(
        Stages.Stage.MESH_ERROR,
        truth.frames(),
        () -> source.body().vertexErrorMm(predicted, truth));
  }

  private static List<RowTable.Sequence> toSequences(
      List<Candidate> candidates, List<SequenceScore> scores) {
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
              scores.get(i).scored(),
              scores.get(i).values(),
              signals));
    }
    return sequences;
  }

  private static Series pick(Series series, int... frames) {
    FrameMask present = series.present().pick(frames);
    return Series.of(present, row -> series.get(frames[row]));
  }

  private SavedPrediction saved(List<Candidate> candidates) {
    SmplTrack predicted = SmplTrack.stacked(candidates.stream().map(Candidate::smpl).toList());
    Optional<SmplTrack> truth =
        candidates.stream().allMatch(it -> it.truthSmpl().isPresent())
            ? Optional.of(
                SmplTrack.stacked(
                    candidates.stream().flatMap(it -> it.truthSmpl().stream()).toList()))
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
    FloatGrid metres = FloatGrid.stacked(parts.stream().map(JointTrack::metres).toList());
    return new JointTrack(like.joints(), like.frame(), like.framesPerSecond(), metres);
  }
}
