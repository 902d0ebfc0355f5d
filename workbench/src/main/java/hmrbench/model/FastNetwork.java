package hmrbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;

/**
 * A network arranged for evaluation: what overlapping windows share is computed once per clip, and
 * linear maps that follow each other are one map. It gives the plain network's answers but for
 * rounding (1e-4 relative, tested on every variant).
 */
public interface FastNetwork {

  /**
   * What windows share.
   *
   * @param features [n, F]
   * @return tensors that only the forward pass reads
   */
  NDList share(NDArray features);

  /**
   * What the recurrent part makes of some windows.
   *
   * @param owner of the result
   * @param shared what {@link #share} gave for the clip
   * @param steps per position in the window the frame that each window holds there, int64 [B]
   * @return tensors that only {@link #regress} reads
   */
  NDList encode(NDManager owner, NDList shared, List<NDArray> steps);

  /**
   * The answers of some windows.
   *
   * @param encoded what {@link #encode} gave for them
   */
  BodyOutput regress(NDList encoded);

  /**
   * What each branch predicts for some windows; empty for a network without branches.
   *
   * @param encoded what {@link #encode} gave for them
   */
  default Optional<BranchOutput> branches(NDList encoded) {
    return Optional.empty();
  }

  /**
   * Memory that a window of a batch needs while it is encoded, in bytes, estimated from the sizes
   * of what is alive at once.
   */
  long bytesPerWindow();

  /** Its composed weights, besides the network's own: lent to the scope of a prediction. */
  NDList weights();
}
