package hmrbench.model.resnet;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import hmrbench.tensor.Parameters;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A residual block: 1x1, 3x3 and 1x1 convolution, added to what came in. The 3x3 one carries the
 * stride.
 *
 * <ul>
 *   <li>N = images, C = channels, W = width of the block
 *   <li>in: [N, C, H, H]
 *   <li>out: [N, 4W, H / stride, H / stride]
 *   <li>weights: {@code conv1} to {@code conv3} with {@code bn1} to {@code bn3}; in the first block
 *       of a stage {@code downsample.0} (1x1 with the stride) and {@code downsample.1}
 * </ul>
 *
 * <p>Source: lib/models/spin.py, Bottleneck, of TCMR at c41fdd7; He et al., Deep Residual Learning
 * for Image Recognition, CVPR 2016.
 */
final class Bottleneck {

  static final int EXPANSION = 4;

  private final Convolution first;
  private final Convolution second;
  private final Convolution third;
  private final Optional<Convolution> shortcut;

  Bottleneck(Parameters parameters, String prefix, long in, long width, int stride) {
    this.first = Convolution.of(parameters, prefix + "conv1", prefix + "bn1", width, in, 1, 1);
    this.second =
        Convolution.of(parameters, prefix + "conv2", prefix + "bn2", width, width, 3, stride);
    long out = width * EXPANSION;
    this.third = Convolution.of(parameters, prefix + "conv3", prefix + "bn3", out, width, 1, 1);
    String down = prefix + "downsample.";
    this.shortcut =
        in == out && stride == 1
            ? Optional.empty()
            : Optional.of(Convolution.of(parameters, down + "0", down + "1", out, in, 1, stride));
  }

  boolean hasShortcut() {
    return shortcut.isPresent();
  }

  /** In the order in which they are applied, that of the shortcut last. */
  Stream<Convolution> convolutions() {
    return Stream.concat(Stream.of(first, second, third), shortcut.stream());
  }

  NDArray apply(NDArray image) {
    try (NDArray narrow = first.rectified(image);
        NDArray wide = second.rectified(narrow);
        NDArray added = third.apply(wide)) {
      shortcut.ifPresentOrElse(layer -> add(added, layer.apply(image)), () -> added.addi(image));
      return Activation.relu(added);
    }
  }

  private static void add(NDArray sum, NDArray freed) {
    try (freed) {
      sum.addi(freed);
    }
  }
}
