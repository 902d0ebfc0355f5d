package hmrbench.model.picture;

import ai.djl.ndarray.NDArray;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.PictureOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The trunk of networks on pictures: a first layer, residual blocks, of which all but the last
 * halve the picture, and what some of the blocks see, added up at the size of the finest of these
 * (T.-Y. Lin et al., Feature Pyramid Networks, CVPR 2017).
 *
 * <ul>
 *   <li>in: pixels [N, 3, H, W]
 *   <li>weights: the first layer, {@code blocks.0} and so on, {@code sideways}
 * </ul>
 */
final class ResidualBlocks {

  private static final int FIRST_SIZE = 5;

  private final PictureLayer first;
  private final Widths widths;
  private final NetworkPrecision precision;
  private final List<Block> blocks = new ArrayList<>();
  private final List<NDArray> sideways = new ArrayList<>();

  /**
   * What a trunk consists of.
   *
   * @param first name of the first layer
   * @param channels after the first layer and after each block, where weights are drawn; a trained
   *     network has those of its weights
   * @param read blocks that are added up, each half as fine as the one before
   * @param added channels of the sum
   */
  record Widths(String first, List<Integer> channels, List<Integer> read, int added) {

    int blocks() {
      return channels.size() - 1;
    }

    int stride(int block) {
      return block + 1 < blocks() ? 2 : 1;
    }

    private String sideways(int block) {
      return "sideways." + block + ".weight";
    }

    /** Names every weight, with its shape. */
    void shapes(BiConsumer<String, int[]> named) {
      PictureLayer.shapes(first, 3, channels.get(0), FIRST_SIZE, named);
      for (int i = 0; i < blocks(); i++) {
        String name = "blocks." + i;
        int in = channels.get(i);
        int out = channels.get(i + 1);
        PictureLayer.shapes(name + ".first", in, out, 3, named);
        PictureLayer.shapes(name + ".second", out, out, 3, named);
        if (stride(i) > 1) {
          PictureLayer.shapes(name + ".beside", in, out, 1, named);
        }
      }
      for (int i : read) {
        named.accept(sideways(i), new int[] {added, channels.get(i + 1), 1, 1});
      }
    }
  }

  /**
   * What a trunk sees.
   *
   * @param last after the last block
   * @param finest the sum, at the size of the finest block that is read
   */
  record Seen(NDArray last, NDArray finest) {}

  /**
   * @param precision of what follows the first layer
   */
  ResidualBlocks(Widths widths, Parameters parameters, NetworkPrecision precision) {
    this.widths = widths;
    this.precision = precision;
    this.first = new PictureLayer(parameters, widths.first(), 3, Parameters.ANY, FIRST_SIZE, 2);
    long channels = first.channels();
    for (int i = 0; i < widths.blocks(); i++) {
      blocks.add(new Block(parameters, "blocks." + i, channels, widths.stride(i)));
      channels = blocks.get(i).channels();
    }
    for (int i : widths.read()) {
      sideways.add(
          parameters.get(widths.sideways(i), widths.added(), blocks.get(i).channels(), 1, 1));
    }
  }

  /** Channels after the last block. */
  long channels() {
    return blocks.get(blocks.size() - 1).channels();
  }

  Seen see(NDArray pixels) {
    List<NDArray> after = new ArrayList<>();
    NDArray seen = precision.apply(first.rectified(pixels));
    for (Block block : blocks) {
      seen = block.apply(seen);
      after.add(seen);
    }
    return new Seen(seen, finest(after));
  }

  /** The coarsest block that is read, doubled and added to the next finer. */
  private NDArray finest(List<NDArray> after) {
    List<Integer> read = widths.read();
    int last = read.size() - 1;
    NDArray sum = PictureOperations.mixed(after.get(read.get(last)), sideways.get(last));
    for (int i = last - 1; i >= 0; i--) {
      sum = PictureOperations.finer(sum, after.get(read.get(i)), sideways.get(i));
    }
    return sum;
  }

  /** Two layers, and what they read beside them. */
  private static final class Block {
    private final PictureLayer first;
    private final PictureLayer second;
    private final List<PictureLayer> beside = new ArrayList<>();

    Block(Parameters parameters, String name, long in, int stride) {
      first = new PictureLayer(parameters, name + ".first", in, Parameters.ANY, 3, stride);
      long out = first.channels();
      second = new PictureLayer(parameters, name + ".second", out, out, 3, 1);
      if (stride > 1) {
        beside.add(new PictureLayer(parameters, name + ".beside", in, out, 1, stride));
      }
    }

    long channels() {
      return first.channels();
    }

    NDArray apply(NDArray image) {
      NDArray past = image;
      for (PictureLayer layer : beside) {
        past = layer.apply(image);
      }
      return PictureOperations.rectifiedSum(second.apply(first.rectified(image)), past);
    }
  }
}
