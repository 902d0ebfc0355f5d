package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Operations of networks on pictures, each one program of PyTorch: fewer passes over the picture,
 * forwards and back, than as a chain of DJL's operations. They compute in the type of the picture,
 * float32 or bfloat16, whatever that of the weights. Gradients flow through them.
 */
public final class PictureOperations {

  private static final String LAYER =
      """
      def forward(self: __torch__.M, image: Tensor, kernel: Tensor, scale: Tensor, shift: Tensor) -> Tensor:
        k = torch.type_as(kernel, image)
        pad = torch.floordiv(torch.size(k, 2), 2)
        made = torch.conv2d(image, k, None, [%1$d, %1$d], [pad, pad], [1, 1], 1)
        groups = torch.floordiv(torch.size(k, 0), 8)
        g = torch.type_as(scale, image)
        b = torch.type_as(shift, image)
        normal = torch.group_norm(made, groups, g, b, 1.0e-05, True)
        return %2$s
      """;

  private static final String SUM =
      """
      def forward(self: __torch__.M, a: Tensor, b: Tensor) -> Tensor:
        return torch.relu(torch.add(a, b))
      """;

  private static final String MIXED =
      """
      def forward(self: __torch__.M, image: Tensor, kernel: Tensor) -> Tensor:
        k = torch.reshape(torch.type_as(kernel, image), [torch.size(kernel, 0), -1])
        n, c, h, w = torch.size(image)
        return torch.reshape(torch.matmul(k, torch.reshape(image, [n, c, -1])), [n, -1, h, w])
      """;

  private static final String FINER =
      """
      def forward(self: __torch__.M, coarse: Tensor, fine: Tensor) -> Tensor:
        size = [torch.size(fine, 2), torch.size(fine, 3)]
        return torch.add(torch.upsample_nearest2d(coarse, size, None, None), fine)
      """;

  private static final String TYPE =
      """
      def forward(self: __torch__.M, image: Tensor) -> Tensor:
        return torch.to(image, %d)
      """;

  private static final String BFLOAT16 = TYPE.formatted(15);
  private static final String FLOAT32 = TYPE.formatted(6);

  /**
   * Channels in and out that oneDNN, which PyTorch 2.7.1 convolves with, computes together in
   * bfloat16. Where they do not fill their last block, sums or gradients are wrong on some AMD
   * processors of family 26; {@link Convolutions} has the same in float32.
   */
  private static final long BLOCK_IN = 32;

  private static final long BLOCK_OUT = 16;

  private static final Scripts SCRIPTS = new Scripts();

  private PictureOperations() {}

  private static NDArray run(String source, NDArray... inputs) {
    return SCRIPTS
        .of(source, inputs[0].getDevice())
        .run(inputs[0].getManager(), new NDList(inputs))
        .singletonOrThrow();
  }

  /**
   * A convolution without a bias and its normalisation in groups of eight channels (Y. Wu and K.
   * He, Group Normalization, 2018).
   *
   * @param image [N, C_in, H, W]
   * @param kernel [C_out, C_in, K, K], K odd
   * @param scale [C_out]
   * @param shift [C_out]
   * @param rectified whether what is below 0 becomes 0
   * @return [N, C_out, H / stride, W / stride], rounded up
   * @throws IllegalArgumentException if the image is in bfloat16, and C_in is no multiple of 32 or
   *     C_out none of 16
   */
  public static NDArray layer(
      NDArray image, NDArray kernel, NDArray scale, NDArray shift, int stride, boolean rectified) {
    Shape shape = kernel.getShape();
    boolean full = shape.get(1) % BLOCK_IN == 0 && shape.get(0) % BLOCK_OUT == 0;
    if (image.getDataType() != DataType.FLOAT32 && !full) {
      throw new IllegalArgumentException(
          "in bfloat16, channels in must be a multiple of %d and channels out of %d, got a kernel %s"
              .formatted(BLOCK_IN, BLOCK_OUT, shape));
    }
    String answer = rectified ? "torch.relu(normal)" : "normal";
    return run(
        LAYER.formatted(stride, answer),
        Convolutions.filled(image, kernel),
        Convolutions.filled(kernel, kernel),
        scale,
        shift);
  }

  /** relu(a + b), of two images of one shape. */
  public static NDArray rectifiedSum(NDArray a, NDArray b) {
    return run(SUM, a, b);
  }

  /** A kernel of one pixel [C_out, C_in, 1, 1] on an image [N, C_in, H, W]. */
  public static NDArray mixed(NDArray image, NDArray kernel) {
    return run(MIXED, image, kernel);
  }

  /** {@link #mixed} and, added, each cell of an image [N, C_out, H / 2, W / 2] four times. */
  public static NDArray finer(NDArray coarse, NDArray image, NDArray kernel) {
    return run(FINER, coarse, mixed(image, kernel));
  }

  /** The same numbers rounded to bfloat16. */
  public static NDArray bfloat16(NDArray image) {
    return run(BFLOAT16, image);
  }

  /** The same numbers in float32. */
  public static NDArray float32(NDArray image) {
    return run(FLOAT32, image);
  }
}
