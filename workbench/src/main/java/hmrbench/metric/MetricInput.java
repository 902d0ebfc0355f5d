package hmrbench.metric;

import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.metric.world.WorldValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One sequence as a protocol shows it to a metric. */
public final class MetricInput {

  private final SequencePrediction given;
  private final SequencePrediction aligned;
  private final RuledProtocol protocol;
  private final Function<AccelerationOf, Series> accelerations;
  private final Optional<WorldValues> world;
  private final Map<Metric, Series> known = new HashMap<>();

  /**
   * @param given as it was predicted
   * @param aligned relative to the root, the truth as the protocol rounds it
   * @param accelerations over the rows that the protocol takes them over
   */
  MetricInput(
      SequencePrediction given,
      SequencePrediction aligned,
      RuledProtocol protocol,
      Function<AccelerationOf, Series> accelerations) {
    this.given = given;
    this.aligned = aligned;
    this.protocol = protocol;
    this.accelerations = accelerations;
    this.world =
        protocol
            .world()
            .flatMap(
                rules ->
                    given
                        .extras()
                        .world()
                        .map(pair -> new WorldValues(rules, pair, frames(), counted())));
  }

  /** The sequence as it was predicted, in the frame of its camera, nothing rounded. */
  public SequencePrediction given() {
    return given;
  }

  /** True joints relative to the root, rounded where the protocol rounds its targets. */
  public JointTrack truth() {
    return aligned.truth();
  }

  /** True joints relative to the root as they are, whatever the protocol. */
  public JointTrack exactTruth() {
    return protocol.quantisesTargets() ? given.truth().relativeToRoot() : aligned.truth();
  }

  /** Predicted joints relative to the root. */
  public JointTrack predicted() {
    return aligned.predicted();
  }

  /** Rows that enter averages. */
  public FrameMask counted() {
    return given.counted();
  }

  /** The frame of the clip of each row; steps above 1 are gaps. */
  public List<Integer> frames() {
    return given.frames();
  }

  /** Frames per second of the rows. */
  public double framesPerSecond() {
    return given.truth().framesPerSecond();
  }

  /** Mean vertex distance, where there are meshes and the protocol has such an error. */
  public Optional<Series> vertexErrorMm() {
    if (!protocol.hasVertexError()) {
      return Optional.empty();
    }
    return protocol.takesMeshesAboutRoot()
        ? given.extras().vertexErrorAboutRootMm()
        : given.extras().vertexErrorMm();
  }

  /**
   * Mean vertex distance after the similarity of the joints, where the protocol has such an error.
   */
  Optional<Series> alignedVertexErrorMm() {
    return protocol.alignsMeshes() ? given.extras().alignedVertexErrorMm() : Optional.empty();
  }

  /** Weights [row, branch] of past, current and future, where the model has them. */
  public Optional<FloatGrid> attention() {
    return given.extras().attention();
  }

  /** The values of motion through the world, where there is such and the protocol scores it. */
  public Optional<WorldValues> world() {
    return world;
  }

  /** The parameters of both bodies, where both have them. */
  public Optional<BodyPair> bodies() {
    return given.extras().bodies();
  }

  /** How many people were found, where the protocol asks for it and the model is of a file. */
  Optional<FoundPeople> people() {
    return protocol.paysForMissing() ? given.extras().people() : Optional.empty();
  }

  /** Whether the protocol is the evaluation code of EMDB, on its 24 joints. */
  boolean isOfEmdb() {
    return protocol.isOfEmdb() && isOnSmpl24();
  }

  /** Whether the protocol is the evaluation code of the 3DPW challenge. */
  boolean isOfThreeDpw() {
    return protocol.isOfThreeDpw() && isOnSmpl24();
  }

  private boolean isOnSmpl24() {
    return given.truth().joints().joints().equals(JointSet.SMPL24.joints());
  }

  /** Whether the evaluator's own alignment is wrong for two or three frames. */
  boolean misalignsFewFrames() {
    return protocol.misalignsFewFrames();
  }

  /** Whether the protocol aligns the truth to the prediction, not the other way round. */
  public boolean alignsTruth() {
    return protocol.alignsTruth();
  }

  /** Second differences over the rows that the protocol takes them over, in mm/frame^2. */
  public Series accelerations(AccelerationOf what) {
    return accelerations.apply(what);
  }

  /** The values of a metric, worked out once: for those that are another one in other units. */
  public Series valuesOf(Metric metric) {
    Series series = known.get(metric);
    if (series == null) {
      series = metric.evaluate(this);
      known.put(metric, series);
    }
    return series;
  }
}
