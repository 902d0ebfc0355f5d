package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import hmrbench.tensor.ComposedLinear;
import hmrbench.tensor.Convolutions;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ResNet-50 v2 as TF-slim has it: what made the static features that HMMR reads.
 *
 * <ul>
 *   <li>N = images
 *   <li>in: [N, 3, 224, 224], red green blue, levels from -1 to 1
 *   <li>out: [N, 2048]
 *   <li>weights: {@code resnet_v2_50/...}, kernels [K, K, C_in, C_out]
 *   <li>sizes of the image: 112 after {@code conv1}, 56 after the pooling, 28, 14, 7, 7 after the
 *       blocks
 * </ul>
 *
 * <p>Unlike the ResNet-50 of SPIN it normalises before a convolution, not after it; the last unit
 * of a block has the stride, not the first; and the pooling pads below and to the right alone.
 *
 * <p>Source: slim.nets.resnet_v2 of TensorFlow 1, as src/models.py of human_dynamics at 0887f37
 * calls it; He et al., Identity Mappings in Deep Residual Networks, ECCV 2016.
 */
final class SlimResNet50 {

  /** Length of a feature. */
  static final int FEATURES = 2048;

  /** What the names of its tensors begin with. */
  static final String SCOPE = "resnet_v2_50/";

  private static final float EPSILON = 1e-5f;
  private static final int[] UNITS = {3, 4, 6, 3};
  private static final int[] STRIDES = {2, 2, 2, 1};
  private static final long FIRST_WIDTH = 64;
  private static final long EXPANSION = 4;

  private final Kernel stem;
  private final List<Unit> units = new ArrayList<>();
  private final Scaled last;

  SlimResNet50(Parameters parameters) {
    this.stem = Kernel.of(parameters, SCOPE + "conv1", 7, 3, FIRST_WIDTH, 2);
    long in = FIRST_WIDTH;
    for (int block = 0; block < UNITS.length; block++) {
      long width = FIRST_WIDTH << block;
      for (int unit = 1; unit <= UNITS[block]; unit++) {
        String name = "%sblock%d/unit_%d/bottleneck_v2/".formatted(SCOPE, block + 1, unit);
        int stride = unit == UNITS[block] ? STRIDES[block] : 1;
        units.add(new Unit(parameters, name, in, width, stride));
        in = width * EXPANSION;
      }
    }
    this.last = Scaled.of(parameters, SCOPE + "postnorm/", in).placed();
  }

  /** Static features of images: [N, 3, 224, 224] to [N, 2048]. */
  NDArray features(NDArray images) {
    NDArray image = stem(images);
    for (Unit unit : units) {
      try (NDArray before = image) {
        image = unit.apply(before);
      }
    }
    try (NDArray normal = last.rectified(image)) {
      return normal.reshape(image.getShape().get(0), FEATURES, -1).mean(new int[] {2});
    }
  }

  /** Convolution, and the largest of 3 x 3: [N, 3, 224, 224] to [N, 64, 56, 56]. */
  NDArray stem(NDArray images) {
    try (NDArray wide = stem.apply(images)) {
      return pooled(wide);
    }
  }

  /** Every second place from the first on; what is beyond the image does not count. */
  static NDArray pooled(NDArray image) {
    return Pool.maxPool2d(image, new Shape(3, 3), new Shape(2, 2), new Shape(0, 0), true);
  }

  /**
   * A convolution.
   *
   * @param weight [C_out, C_in, K, K]
   * @param bias [C_out]
   */
  private record Kernel(NDArray weight, NDArray bias, int stride) {

    /** With a bias, and nothing behind it. */
    static Kernel of(Parameters parameters, String name, long size, long in, long out, int stride) {
      NDArray weight = parameters.get(name + "/weights", size, size, in, out);
      return new Kernel(turned(weight), parameters.get(name + "/biases", out), stride);
    }

    /** Without a bias, and with a normalisation behind it: one convolution with a bias. */
    static Kernel normalised(
        Parameters parameters, String name, long size, long in, long out, int stride) {
      NDArray weight = parameters.get(name + "/weights", size, size, in, out);
      Scaled norm = Scaled.of(parameters, name + "/BatchNorm/", out);
      return new Kernel(turned(weight.mul(norm.scale())), norm.shift(), stride);
    }

    /** From [K, K, C_in, C_out] to [C_out, C_in, K, K], laid out anew. */
    private static NDArray turned(NDArray weight) {
      NDArray turned = weight.transpose(3, 2, 0, 1);
      return turned.flatten().reshape(turned.getShape());
    }

    NDArray apply(NDArray image) {
      return Convolutions.apply(image, weight, bias, stride);
    }

    NDArray rectified(NDArray image) {
      try (NDArray summed = apply(image)) {
        return Activation.relu(summed);
      }
    }
  }

  /** A batch normalisation by its running statistics: a factor and an offset per channel. */
  private record Scaled(NDArray scale, NDArray shift) {

    static Scaled of(Parameters parameters, String prefix, long channels) {
      NDList read =
          new NDList(
              parameters.get(prefix + "gamma", channels),
              parameters.get(prefix + "beta", channels),
              parameters.get(prefix + "moving_mean", channels),
              parameters.get(prefix + "moving_variance", channels));
      NDList two = Scope.tensors(read.get(0).getManager(), read, Scaled::composed);
      return new Scaled(two.get(0), two.get(1));
    }

    private static NDList composed(NDList read) {
      NDArray deviation = ComposedLinear.exact(read.get(3)).add(EPSILON).sqrt();
      NDArray scale = ComposedLinear.exact(read.get(0)).div(deviation);
      NDArray shift =
          ComposedLinear.exact(read.get(1)).sub(ComposedLinear.exact(read.get(2)).mul(scale));
      return new NDList(ComposedLinear.rounded(scale), ComposedLinear.rounded(shift));
    }

    /** The same for images, [1, C, 1, 1] each. */
    Scaled placed() {
      return new Scaled(scale.reshape(1, -1, 1, 1), shift.reshape(1, -1, 1, 1));
    }

    /** [N, C, H, W], what is below 0 cut off. */
    NDArray rectified(NDArray image) {
      try (NDArray scaled = image.mul(scale);
          NDArray shifted = scaled.add(shift)) {
        return Activation.relu(shifted);
      }
    }
  }

  /** 1x1, 3x3 and 1x1 convolution behind a normalisation, added to what came in. */
  private static final class Unit {

    private final Scaled before;
    private final Optional<Kernel> shortcut;
    private final Kernel first;
    private final Kernel second;
    private final Kernel third;
    private final int stride;

    Unit(Parameters parameters, String name, long in, long width, int stride) {
      long out = width * EXPANSION;
      this.before = Scaled.of(parameters, name + "preact/", in).placed();
      this.shortcut =
          in == out
              ? Optional.empty()
              : Optional.of(Kernel.of(parameters, name + "shortcut", 1, in, out, stride));
      this.first = Kernel.normalised(parameters, name + "conv1", 1, in, width, 1);
      this.second = Kernel.normalised(parameters, name + "conv2", 3, width, width, stride);
      this.third = Kernel.of(parameters, name + "conv3", 1, width, out, 1);
      this.stride = stride;
    }

    NDArray apply(NDArray image) {
      try (NDArray normal = before.rectified(image);
          NDArray narrow = first.rectified(normal);
          NDArray wide = second.rectified(narrow);
          NDArray residual = third.apply(wide);
          NDArray beside = beside(image, normal)) {
        return beside.add(residual);
      }
    }

    /** The shortcut: of the normalised image where the width changes, else of the raw one. */
    private NDArray beside(NDArray image, NDArray normal) {
      if (shortcut.isPresent()) {
        return shortcut.get().apply(normal);
      }
      Shape shape = image.getShape();
      return image.get(
          new NDIndex()
              .addAllDim(2)
              .addSliceDim(0, shape.get(2), stride)
              .addSliceDim(0, shape.get(3), stride));
    }
  }
}
