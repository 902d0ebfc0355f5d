package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.List;

/**
 * HMMR's f_movie: residual blocks of two convolutions over time, each behind a group norm. The
 * features of a window in, as many out: the "movie strip".
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features, H = hidden (F in HMMR), K = kernel
 *   <li>in and out: [B, T, F]
 *   <li>a block: x + second(relu(norm(first(relu(norm(x)))))), no norm after the last one
 * </ul>
 *
 * <p>Source: az_fc2_groupnorm in src/models.py of human_dynamics at 0887f37; Kanazawa et al.,
 * Learning 3D Human Dynamics from Video, CVPR 2019.
 */
record MovieStrip(List<Block> blocks) {

  MovieStrip {
    blocks = List.copyOf(blocks);
  }

  /**
   * A residual block, of frames [B, F, T].
   *
   * @param first [H, F, K]
   * @param second [F, H, K]
   */
  record Block(
      GroupNorm beforeFirst,
      TimeConvolution first,
      GroupNorm beforeSecond,
      TimeConvolution second) {

    private NDArray apply(NDArray frames) {
      NDArray inner = first.apply(Activation.relu(beforeFirst.apply(frames))); // [B, H, T]
      return frames.add(second.apply(Activation.relu(beforeSecond.apply(inner))));
    }
  }

  NDArray apply(NDArray windows) {
    NDArray frames = windows.transpose(0, 2, 1); // [B, F, T]
    for (Block block : blocks) {
      frames = block.apply(frames);
    }
    return frames.transpose(0, 2, 1);
  }
}
