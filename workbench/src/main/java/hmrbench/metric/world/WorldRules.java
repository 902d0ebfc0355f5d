package hmrbench.metric.world;

/**
 * In what the evaluators of motion through the world differ.
 *
 * @param tail what becomes of frames after the last whole chunk
 * @param rootSmoothing whether the evaluation smooths the predicted path of the root first
 * @param pathPoint whose path RTE follows
 * @param gaps whether differences over time span frames that are left out
 * @param shape which shape the predicted body has
 */
public record WorldRules(
    Tail tail, RootSmoothing rootSmoothing, PathPoint pathPoint, Gaps gaps, Shape shape) {

  /** What becomes of frames after the last whole chunk. */
  public enum Tail {
    /** They are a shorter chunk. */
    SHORT_CHUNK,
    /** They belong to the last whole chunk, but for the last frame of all, which is lost. */
    IN_LAST_CHUNK
  }

  /** Whether the predicted root path is smoothed. */
  public enum RootSmoothing {
    NONE,
    /** By a Gaussian of 3 frames. */
    SIGMA_3
  }

  /** Whose path RTE follows. */
  public enum PathPoint {
    /** The origin of the SMPL model, which its translation moves. */
    TRANSLATION,
    /** The pelvis. */
    PELVIS
  }

  /** What becomes of frames that are left out of the middle. */
  public enum Gaps {
    /** Differences over time are taken of the frames on both sides. */
    SPANNED,
    /** No difference is taken across. */
    SPLIT
  }

  /** Which shape the predicted body has. */
  public enum Shape {
    OF_EACH_FRAME,
    /** The mean over the sequence. */
    MEAN
  }
}
