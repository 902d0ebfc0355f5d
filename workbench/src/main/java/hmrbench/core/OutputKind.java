package hmrbench.core;

/** Which frames of its window a model predicts. */
public enum OutputKind {
  /** Each frame alone, without a window (HMR, SPIN). */
  PER_FRAME,
  /** Every frame of the window (VIBE, MEVA). */
  SEQUENCE,
  /** The middle frame, index T/2 (TCMR, MPS-Net, GLoT). */
  MIDDLE_FRAME;

  /**
   * How many future frames an answer waits for, at most.
   *
   * @param windowFrames frames per window, T
   */
  public int lookahead(int windowFrames) {
    return switch (this) {
      case PER_FRAME -> 0;
      case MIDDLE_FRAME -> windowFrames - 1 - windowFrames / 2;
      case SEQUENCE -> windowFrames - 1;
    };
  }
}
