package hmrbench.core;

/** For which of the frames that it sees a model gives an answer. */
public enum OutputKind {
  /** Each frame alone: the windows do not matter (HMR, SPIN). */
  PER_FRAME,
  /** Every frame of the window (VIBE, MEVA). */
  SEQUENCE,
  /** The middle frame, index T/2 (TCMR, MPS-Net, GLoT). */
  MIDDLE_FRAME
}
