package hmrbench.model;

/** Receives the time that each part of a prediction took, on the thread that predicts. */
@FunctionalInterface
public interface Stopwatch {

  /** A part of a prediction. */
  enum Part {
    /** What windows share: input projections of every frame, and copying the frames in. */
    PROJECT,
    /** The recurrent part. */
    ENCODE,
    /** From states to body parameters, and copying them out. */
    REGRESS
  }

  /**
   * A piece of work is done.
   *
   * @param windows that it was done for; frames where windows share it
   */
  void took(Part part, int windows, long nanoseconds);
}
