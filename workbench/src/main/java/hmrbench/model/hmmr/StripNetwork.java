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

  /**
   * Bodies from movie strips.
   *
   * @param strip [R, F]
   * @param horizon 0 for those of the frames themselves, below 0 for those before, above for those
   *     after
   */
  BodyOutput body(NDArray strip, int horizon);
}
