package hmrbench.run;

import hmrbench.body.BodyModel;
import hmrbench.core.Fault;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.metric.BodyPair;
import hmrbench.metric.FoundPeople;
import hmrbench.metric.Protocol;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequencePrediction.Extras;
import hmrbench.metric.world.WorldPair;
import hmrbench.model.Filter;
import hmrbench.model.KeypointFilter;
import hmrbench.model.filter.Filters;
import hmrbench.model.reference.TruthPredictor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From predicted parameters to what a protocol scores: filter, body, joints, mesh error. One object
 * serves all cells of the same sequences.
 */
final class CellScoring {

  private final DataSource source;
  private final int step;
  private final boolean mesh;
  private final Optional<FoundPeople> people;

  /** Mesh errors that no filter changes, by sequence: worked out once for all filters. */
  private final Map<String, Series> unfiltered = new ConcurrentHashMap<>();

  /**
   * @param step every how many predicted frames are scored
   */
  CellScoring(DataSource source, int step) {
    this(source, step, true, Optional.empty());
  }

  private CellScoring(DataSource source, int step, boolean mesh, Optional<FoundPeople> people) {
    this.source = source;
    this.step = step;
    this.mesh = mesh;
    this.people = people;
  }

  /** The same of predictions that do not answer for every frame. */
  CellScoring with(FoundPeople found) {
    return new CellScoring(source, step, mesh, Optional.of(found));
  }

  /** The same without the error of the mesh, which takes longer than all others together. */
  CellScoring withoutMesh() {
    return new CellScoring(source, step, false, people);
  }

  /** What a filter makes of predictions, without their meshes. */
  List<SequencePrediction> joints(
      Protocol protocol, Filter filter, List<WindowedPrediction> passes, Stages stages) {
    return passes.parallelStream()
        .map(
            pass -> {
              int[] rows = pass.rowsOfEvery(step);
              SmplTrack smpl = filtered(pass, filter, stages).frames(rows);
              JointTrack predicted = predicted(pass, smpl, stages, rows);
              return sequence(pass, protocol, rows, predicted, Extras.NONE);
            })
        .toList();
  }

  /**
   * What is scored of predictions.
   *
   * @param model whose they are, for messages
   */
  List<UnscoredSequence> candidates(
      String model,
      Protocol protocol,
      Filter filter,
      List<WindowedPrediction> passes,
      Stages stages) {
    return passes.parallelStream()
        .map(pass -> candidate(model, pass, protocol, filter, stages))
        .toList();
  }

  private UnscoredSequence candidate(
      String model, WindowedPrediction pass, Protocol protocol, Filter filter, Stages stages) {
    SmplTrack raw = pass.prediction().smpl();
    int[] rows = pass.rowsOfEvery(step);
    SmplTrack smpl = filtered(pass, filter, stages).frames(rows);
    Optional<SmplTrack> truthSmpl =
        pass.clip().smpl().map(track -> track.frames(pass.targetsOf(rows)));
    Optional<Series> aboutRoot =
        protocol.takesMeshesAboutRoot() && mesh && pass.prediction().joints().isEmpty()
            ? truthSmpl.map(truth -> vertexErrorAboutRoot(pass, truth, smpl, stages))
            : Optional.empty();
    // The evaluators that smooth joints alone know no filter that looks at the picture again.
    boolean ignores = protocol.meshErrorIgnoresFilter() && !(filter instanceof KeypointFilter);
    // A page of the world compares both mesh errors; other protocols need one of them.
    boolean unmoved = !protocol.takesMeshesAboutRoot() || protocol.world().isPresent();
    Optional<Series> vertexError =
        (mesh && unmoved && pass.prediction().joints().isEmpty()
                ? truthSmpl
                : Optional.<SmplTrack>empty())
            .map(
                track ->
                    ignores && !protocol.quantisesTargets()
                        ? unfilteredError(pass, track, raw.frames(rows), stages)
                        : vertexError(
                            protocol.quantisesTargets()
                                ? TruthPredictor.inHalfPrecision(track)
                                : track,
                            ignores ? raw.frames(rows) : smpl,
                            stages));
    JointTrack predicted = predicted(pass, smpl, stages, rows);
    Extras extras =
        new Extras(
            vertexError,
            pass.prediction().attention().map(weights -> weights.rows(rows)),
            source.cameraStandsStill(),
            protocol.world().map(rules -> world(model, protocol, filter, pass, smpl, stages, rows)),
            pass.prediction().joints().isPresent()
                ? Optional.empty()
                : truthSmpl.map(truth -> new BodyPair(truth, smpl)),
            aboutRoot,
            people,
            protocol.alignsMeshes() && mesh && pass.prediction().joints().isEmpty()
                ? truthSmpl.map(truth -> alignedVertexError(pass, truth, smpl, stages))
                : Optional.empty());
    return new UnscoredSequence(
        pass, rows, smpl, truthSmpl, sequence(pass, protocol, rows, predicted, extras));
  }

  private WorldPair world(
      String model,
      Protocol protocol,
      Filter filter,
      WindowedPrediction pass,
      SmplTrack smpl,
      Stages stages,
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
  private Series unfilteredError(
      WindowedPrediction pass, SmplTrack truth, SmplTrack raw, Stages stages) {
    Series known = unfiltered.get(pass.sequence());
    Series error = known == null ? vertexError(truth, raw, stages) : known;
    unfiltered.put(pass.sequence(), error);
    return error;
  }

  private SmplTrack filtered(WindowedPrediction pass, Filter filter, Stages stages) {
    SmplTrack raw = pass.prediction().smpl();
    if (pass.prediction().joints().isPresent() && !filter.name().equals(Filters.NONE)) {
      throw Fault.running(
          "filter %s changes rotations, and these predictions are joints alone; leave the filter"
              + " out, or predict bodies",
          filter.name());
    }
    double rate = pass.clip().framesPerSecond();
    return stages.measure(
        Stages.Stage.FILTER,
        raw.frames(),
        () ->
            filter instanceof KeypointFilter refining
                ? refining.apply(raw, pass.clip(), source.body(), pass.targets())
                : filter.apply(raw, rate));
  }

  private JointTrack predicted(
      WindowedPrediction pass, SmplTrack smpl, Stages stages, int... rows) {
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

  private Series vertexErrorAboutRoot(
      WindowedPrediction pass, SmplTrack truth, SmplTrack predicted, Stages stages) {
    BodyModel ofTruth = source.bodyOf(pass.clip());
    return stages.measure(
        Stages.Stage.MESH_ERROR,
        truth.frames(),
        () -> source.body().vertexErrorAboutRootMm(predicted, ofTruth, truth, source.recipe()));
  }

  private Series alignedVertexError(
      WindowedPrediction pass, SmplTrack truth, SmplTrack predicted, Stages stages) {
    BodyModel ofTruth = source.bodyOf(pass.clip());
    return stages.measure(
        Stages.Stage.MESH_ERROR,
        truth.frames(),
        () -> AlignedMeshes.errorMm(source.body(), predicted, ofTruth, truth, source.recipe()));
  }

  private Series vertexError(SmplTrack truth, SmplTrack predicted, Stages stages) {
    return stages.measure(
        Stages.Stage.MESH_ERROR,
        truth.frames(),
        () -> source.body().vertexErrorMm(predicted, truth));
  }
}
