package hmrbench.core;

/** Which frames of its window a model predicts. */
public enum OutputKind {
  /** Each frame alone, without a window (HMR, SPIN). */
  PER_FRAME,
  /** Every frame of the window (VIBE, MEVA). */
  SEQUENCE,
  /** The middle frame, index T/2 (TCMR, MPS-Net, GLoT). */
  MIDDLE_FRAME
}
