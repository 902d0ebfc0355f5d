package hmrbench.model.picture;

import ai.djl.ndarray.NDArray;
import hmrbench.tensor.Convolutions;
import hmrbench.tensor.Parameters;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Finds people in whole pictures: residual blocks, what they see at each size added up at a quarter
 * of the picture's side, two layers, and five numbers per cell (X. Zhou et al., Objects as Points,
 * 2019). It has no place of its own for any number, so pictures may have any sides that can be
 * halved four times.
 *
 * <ul>
 *   <li>N = pictures, H, W = sides of a picture, multiples of 16; h = H/4, w = W/4
 *   <li>in: pixels [N, 3, H, W], -1 to 1
 *   <li>out: maps [N, 5, h, w]: log odds that the middle of someone is there; where the middle of
 *       their box is, to the right and down, in cells; logarithms of width and height in cells
 *   <li>weights: {@code entry}, {@code blocks.0} to {@code blocks.3}, {@code sideways}, {@code
 *       merged}, {@code around}, {@code said}
 * </ul>
 */
public final class DetectionNetwork {

  /** Numbers of a cell. */
  private static final int NUMBERS = 5;

  private static final int ADDED = 32;

  private static final ResidualBlocks.Widths TRUNK =
      new ResidualBlocks.Widths("entry", List.of(16, 32, 64, 96, 96), List.of(0, 1, 3), ADDED);

  private final ResidualBlocks trunk;
  private final PictureLayer merged;
  private final PictureLayer around;
  private final NDArray said;
  private final NDArray bias;

  private DetectionNetwork(Parameters parameters) {
    trunk = new ResidualBlocks(TRUNK, parameters, NetworkPrecision.FLOAT32);
    merged = new PictureLayer(parameters, "merged", ADDED, ADDED, 3, 1);
    around = new PictureLayer(parameters, "around", ADDED, ADDED, 3, 1);
    said = parameters.get("said.weight", NUMBERS, ADDED, 1, 1);
    bias = parameters.get("said.bias", NUMBERS);
  }

  /** Takes its weights by their names. */
  public static DetectionNetwork of(Parameters parameters) {
    return new DetectionNetwork(parameters);
  }

  /** Maps [N, 5, h, w] of pixels [N, 3, H, W]. */
  public NDArray maps(NDArray pixels) {
    NDArray seen = around.rectified(merged.rectified(trunk.see(pixels).finest()));
    return Convolutions.apply(seen, said, null, 1).add(bias.reshape(1, NUMBERS, 1, 1));
  }

  /** Names every weight, with its shape. */
  public static void shapes(BiConsumer<String, int[]> named) {
    TRUNK.shapes(named);
    PictureLayer.shapes("merged", ADDED, ADDED, 3, named);
    PictureLayer.shapes("around", ADDED, ADDED, 3, named);
    named.accept("said.weight", new int[] {NUMBERS, ADDED, 1, 1});
    named.accept("said.bias", new int[] {NUMBERS});
  }
}
