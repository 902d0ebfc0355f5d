package hmrbench.metric;

import hmrbench.core.CoordinateFrame;
import hmrbench.metric.world.WorldValues;
import java.util.function.Predicate;

/** What a metric needs besides joints, which are always there. */
public enum Need {
  /** Meshes of truth and prediction, under a protocol that has a vertex error. */
  VERTICES("meshes", input -> input.vertexErrorMm().isPresent()),
  /** Ankles among the joints. */
  FEET("feet", input -> FootSliding.knows(input.given().truth().joints())),
  /** A static camera, and ground truth in its frame. */
  STANDING_CAMERA(
      "a static camera",
      input ->
          input.given().extras().cameraStandsStill()
              && input.given().truth().frame() == CoordinateFrame.CAMERA),
  /** Weights of past, current and future. */
  ATTENTION("attention", input -> input.given().extras().attention().isPresent()),
  /** Motion through the world, under a protocol that scores it. */
  WORLD("motion through the world", input -> input.world().isPresent()),
  /** The mesh of SMPL in the world. */
  SOLES("soles of SMPL's mesh", input -> input.world().stream().anyMatch(WorldValues::hasSoles)),
  /** SMPL parameters of truth and prediction. */
  BODIES("body parameters of both", input -> input.bodies().isPresent()),
  /** The evaluation code of EMDB. */
  EMDB_CODE("protocol emdb1", MetricInput::isOfEmdb),
  /** The evaluation code of the 3DPW challenge. */
  THREEDPW_CODE("protocol 3dpw-official", MetricInput::isOfThreeDpw),
  /** A count of the people who were found. */
  PEOPLE("protocol agora-like, and predictions of a file", input -> input.people().isPresent()),
  /** Meshes of truth and prediction, under an evaluator that aligns them by their joints. */
  ALIGNED_VERTICES("meshes, and protocol emdb1", it -> it.alignedVertexErrorMm().isPresent()),
  /** An evaluator that measures angles of joints. */
  ANGLES("protocol emdb1 or 3dpw-official", input -> input.isOfEmdb() || input.isOfThreeDpw()),
  /** An evaluator whose alignment is wrong for two or three frames. */
  MISALIGNED_FEW_FRAMES(
      "a protocol that aligns two or three frames wrongly", MetricInput::misalignsFewFrames),
  /** Frames per second, which every track has: the number is per second. */
  FRAME_RATE("frame rate", input -> true);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // a pure function
  private final Predicate<MetricInput> met;

  Need(String words, Predicate<MetricInput> met) {
    this.words = words;
    this.met = met;
  }

  /** In words, for lists. */
  public String words() {
    return words;
  }

  /** Whether a sequence has it. */
  boolean isMetBy(MetricInput input) {
    return met.test(input);
  }
}
