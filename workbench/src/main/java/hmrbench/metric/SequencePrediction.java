package hmrbench.metric;

import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.metric.world.WorldPair;
import java.util.List;
import java.util.Optional;

/**
 * What a protocol scores: truth and prediction of one sequence, row by row.
 *
 * @param sequence name
 * @param truth true positions of R rows, not yet aligned
 * @param predicted predicted positions of the same rows and joints
 * @param extras what some metrics need beside joints
 * @param counted rows that enter averages
 * @param frames the frame of the clip that each row is scored against; steps above 1 are gaps
 */
public record SequencePrediction(
    String sequence,
    JointTrack truth,
    JointTrack predicted,
    Extras extras,
    FrameMask counted,
    List<Integer> frames) {

  /**
   * What not every model and data set has.
   *
   * @param vertexErrorMm mean vertex distance per row, in millimetres, without any alignment, where
   *     there are meshes
   * @param attention weights [row, branch] of past, current and future
   * @param cameraStandsStill whether the camera is known to be still
   * @param world the person in the world, where the protocol scores that
   * @param bodies the parameters of both, where both have them
   * @param people how many people of the whole data set were found, where the model does not answer
   *     for all
   * @param vertexErrorAboutRootMm mean vertex distance per row, in millimetres, each mesh about the
   *     root of its joints, where the protocol has such an error
   * @param alignedVertexErrorMm mean vertex distance per row, in millimetres, after the similarity
   *     that brings the predicted joints onto the true ones, where the protocol has such an error
   */
  public record Extras(
      Optional<Series> vertexErrorMm,
      Optional<FloatGrid> attention,
      boolean cameraStandsStill,
      Optional<WorldPair> world,
      Optional<BodyPair> bodies,
      Optional<Series> vertexErrorAboutRootMm,
      Optional<FoundPeople> people,
      Optional<Series> alignedVertexErrorMm) {

    /** Joints alone. */
    public static final Extras NONE = new Extras(Optional.empty(), Optional.empty(), false);

    /** What can be known in a camera's frame alone. */
    public Extras(
        Optional<Series> vertexErrorMm, Optional<FloatGrid> attention, boolean cameraStandsStill) {
      this(
          vertexErrorMm,
          attention,
          cameraStandsStill,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** The same with a person in the world. */
    public Extras with(WorldPair pair) {
      return new Extras(
          vertexErrorMm,
          attention,
          cameraStandsStill,
          Optional.of(pair),
          bodies,
          vertexErrorAboutRootMm,
          people,
          alignedVertexErrorMm);
    }

    /** The same with a count of people. */
    public Extras with(FoundPeople found) {
      return new Extras(
          vertexErrorMm,
          attention,
          cameraStandsStill,
          world,
          bodies,
          vertexErrorAboutRootMm,
          Optional.of(found),
          alignedVertexErrorMm);
    }

    /** The same with the parameters of both bodies. */
    public Extras with(BodyPair pair) {
      return new Extras(
          vertexErrorMm,
          attention,
          cameraStandsStill,
          world,
          Optional.of(pair),
          vertexErrorAboutRootMm,
          people,
          alignedVertexErrorMm);
    }
  }

  public SequencePrediction {
    frames = List.copyOf(frames);
  }

  /** Joints, and perhaps meshes. */
  public SequencePrediction(
      String sequence,
      JointTrack truth,
      JointTrack predicted,
      Optional<Series> vertexErrorMm,
      FrameMask counted,
      List<Integer> frames) {
    this(
        sequence,
        truth,
        predicted,
        new Extras(vertexErrorMm, Optional.empty(), false),
        counted,
        frames);
  }

  /** Other joints of the same rows. */
  SequencePrediction with(JointTrack otherTruth, JointTrack otherPredicted) {
    return new SequencePrediction(sequence, otherTruth, otherPredicted, extras, counted, frames);
  }
}
