package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import hmrbench.model.BodyOutput;

/**
 * The parts of a network of HMMR's family. R = rows, B = windows, T = frames per window, F =
 * features.
 */
interface StripNetwork {

  /** Features [B, T, F] to movie strips [B, T, F]. */
  NDArray strip(NDArray windows);

  /** Features [R, F] to what their movie strips would be, as far as one frame says [R, F]. */
  NDArray hallucinated(NDArray features);

  /** The bodies of the frames themselves, from movie strips [R, F]. */
  BodyOutput present(NDArray strip);

  /**
   * The bodies some frames before or after.
   *
   * @param strip [R, F]
   * @param present what {@link #present} gave for it
   * @param isFuture whether after
   */
  BodyOutput beside(NDArray strip, BodyOutput present, boolean isFuture);
}
