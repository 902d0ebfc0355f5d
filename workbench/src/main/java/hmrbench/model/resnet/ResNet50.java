package hmrbench.model.resnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * ResNet-50 up to the mean over the image: what made the static features that TCMR, VIBE, MPS-Net
 * and GLoT read.
 *
 * <ul>
 *   <li>N = images
 *   <li>in: [N, 3, 224, 224], red green blue, normalised by the means and deviations of ImageNet
 *   <li>out: [N, 2048]
 *   <li>weights: {@code conv1}, {@code bn1}, {@code layer1} to {@code layer4}
 * </ul>
 *
 * <p>Source: lib/models/spin.py, HMR, of TCMR at c41fdd7, which names the tensors as SPIN's file
 * does. A file may lack {@code num_batches_tracked}: nothing reads it.
 */
public final class ResNet50 {

  /** Length of a feature. */
  public static final int FEATURES = 2048;

  /** Width and height of an image. */
  public static final int SIDE = 224;

  private static final int[] BLOCKS = {3, 4, 6, 3};
  private static final long FIRST_WIDTH = 64;

  private final Convolution stem;
  private final List<List<Bottleneck>> stages = new ArrayList<>();

  /**
   * @throws hmrbench.core.Fault if a tensor is missing or misshapen
   */
  public ResNet50(Parameters parameters) {
    this.stem = Convolution.of(parameters, "conv1", "bn1", FIRST_WIDTH, 3, 7, 2);
    long in = FIRST_WIDTH;
    for (int s = 0; s < BLOCKS.length; s++) {
      long width = FIRST_WIDTH << s;
      List<Bottleneck> blocks = new ArrayList<>();
      for (int b = 0; b < BLOCKS[s]; b++) {
        String prefix = "layer%d.%d.".formatted(s + 1, b);
        blocks.add(new Bottleneck(parameters, prefix, in, width, s > 0 && b == 0 ? 2 : 1));
        in = width * Bottleneck.EXPANSION;
      }
      stages.add(List.copyOf(blocks));
    }
  }

  /** All blocks, in order. */
  List<Bottleneck> blocks() {
    return stages.stream().flatMap(List::stream).toList();
  }

  /** All convolutions, in the order in which they are applied. */
  List<Convolution> convolutions() {
    return Stream.concat(Stream.of(stem), blocks().stream().flatMap(Bottleneck::convolutions))
        .toList();
  }

  /** The image after the first convolution and pooling: [N, 64, 56, 56]. */
  NDArray stem(NDArray images) {
    try (NDArray rectified = stem.rectified(images)) { // [N, 64, 112, 112]
      return Pool.maxPool2d(rectified, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
    }
  }

  /** One of the four stages, 0 to 3. */
  NDArray stage(int stage, NDArray input) {
    List<Bottleneck> blocks = stages.get(stage);
    NDArray image = blocks.get(0).apply(input);
    for (Bottleneck block : blocks.subList(1, blocks.size())) {
      image = next(image, block::apply);
    }
    return image;
  }

  /**
   * Static features of images, layer by layer: [N, 3, 224, 224] to [N, 2048]. What {@link
   * ScriptedResNet50}, which is faster, is held to.
   */
  public NDArray features(NDArray images) {
    NDArray image = stem(images);
    for (int s = 0; s < BLOCKS.length; s++) {
      int stage = s;
      image = next(image, before -> stage(stage, before));
    }
    long count = image.getShape().get(0);
    return image.reshape(count, FEATURES, -1).mean(new int[] {2}); // over 7 x 7 places
  }

  /** One step further; what was before is freed, since images of early layers are large. */
  private static NDArray next(NDArray before, UnaryOperator<NDArray> step) {
    try (before) {
      return step.apply(before);
    }
  }
}
