package hmrbench.model.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.LayerNorm;
import hmrbench.core.FloatGrid;
import hmrbench.model.BodyOutput;
import hmrbench.model.spin.Regressor;
import hmrbench.tensor.Convolutions;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Residual blocks, and what they see as a whole and at each joint: the mean over the picture, and,
 * by a map that says where a joint is, its place and some numbers on its surroundings (integral
 * regression, X. Sun et al., ECCV 2018; part attention, M. Kocabas et al., PARE, ICCV 2021). Two
 * layers make features of it, and SPIN's regressor the body. Normalised in groups of channels and
 * not over the batch (Y. Wu and K. He, Group Normalization, 2018): training and use are the same
 * function, and a picture's answer does not depend on its neighbours.
 *
 * <ul>
 *   <li>N = pictures, S = side of a picture, M = S/4 = side of a map, F = features
 *   <li>in: pixels [N, 3, S, S], about -1 to 1; S a multiple of 16
 *   <li>out: features [N, F], body parameters, and one map of each joint [N, 24, M, M]
 *   <li>weights: {@code stem}, {@code blocks.0} to {@code blocks.3}, {@code sideways}, {@code
 *       merged}, {@code maps}, {@code parts}, {@code joined}, {@code features}, {@code regressor}
 * </ul>
 */
public final class PictureNetwork {

  /** Channels after the stem and after each block; all but the last block halve the picture. */
  private static final int[] WIDTHS = {24, 48, 96, 192, 192};

  private static final int DEEPEST = WIDTHS[WIDTHS.length - 1];
  private static final int GROUP = 8;
  private static final int JOINTS = 24;

  /** Channels of what the maps are read off: block 0, 1 and 3, at the size of block 0. */
  private static final int MAP_CHANNELS = 64;

  /** Blocks that the maps are read off, each half as fine as the one before. */
  private static final int[] READ = {0, 1, 3};

  /** Numbers on the surroundings of a joint, beside its place across and down. */
  private static final int PART = 16;

  /** Length of what the two layers of the features read. */
  private static final int JOINED = DEEPEST + JOINTS * (PART + 2);

  private static final float EPSILON = 1e-5f;

  private final Layer stem;
  private final List<Block> blocks = new ArrayList<>();
  private final List<NDArray> sideways = new ArrayList<>();
  private final Layer merged;
  private final NDArray maps;
  private final NDArray parts;
  private final Linear joined;
  private final Linear features;
  private final Regressor regressor;

  private PictureNetwork(Parameters parameters) {
    stem = new Layer(parameters, "stem", 3, WIDTHS[0], 5, 2);
    for (int i = 0; i + 1 < WIDTHS.length; i++) {
      blocks.add(new Block(parameters, i));
    }
    for (int i : READ) {
      sideways.add(parameters.get("sideways." + i + ".weight", MAP_CHANNELS, WIDTHS[i + 1], 1, 1));
    }
    merged = new Layer(parameters, "merged", MAP_CHANNELS, MAP_CHANNELS, 3, 1);
    maps = parameters.get("maps.weight", JOINTS, MAP_CHANNELS, 1, 1);
    parts = parameters.get("parts.weight", PART, MAP_CHANNELS, 1, 1);
    joined = Linear.of(parameters, "joined", Parameters.ANY, JOINED);
    features = Linear.of(parameters, "features", Parameters.ANY, joined.out());
    regressor = Regressor.of(parameters, "regressor.");
  }

  /** Takes its weights by their names. */
  public static PictureNetwork of(Parameters parameters) {
    return new PictureNetwork(parameters);
  }

  /**
   * What it sees in pictures.
   *
   * @param features [N, F]
   * @param maps how likely each joint is in each cell [N, 24, M, M]; the cells of a joint sum to 1
   */
  public record Looked(NDArray features, NDArray maps) {}

  private static int stride(int block) {
    return block + 2 < WIDTHS.length ? 2 : 1;
  }

  /** Length of a feature, F. */
  public int featureSize() {
    return Math.toIntExact(features.out());
  }

  /** Features [N, F] and maps [N, 24, M, M] of pictures [N, 3, S, S]. */
  public Looked look(NDArray pixels) {
    List<NDArray> after = new ArrayList<>();
    NDArray seen = stem.rectified(pixels);
    for (Block block : blocks) {
      seen = block.apply(seen);
      after.add(seen);
    }
    NDArray both = merged.rectified(finest(after));
    long pictures = both.getShape().get(0);
    long side = both.getShape().get(3);
    NDArray likely =
        Convolutions.apply(both, maps, null, 1)
            .reshape(pictures, JOINTS, side * side)
            .softmax(2); // [N, 24, MM]
    NDArray around =
        Convolutions.apply(both, parts, null, 1)
            .reshape(pictures, PART, side * side); // [N, 16, MM]
    NDArray read = NDArrays.concat(new NDList(around, cells(around, pictures, side)), 1);
    NDArray atJoints = likely.batchMatMul(read.transpose(0, 2, 1)); // [N, 24, 18]
    NDArray whole = seen.reshape(pictures, DEEPEST, -1).mean(new int[] {2});
    NDArray all = NDArrays.concat(new NDList(whole, atJoints.reshape(pictures, -1)), 1);
    NDArray made = features.apply(Activation.relu(joined.apply(all)));
    return new Looked(made, likely.reshape(pictures, JOINTS, side, side));
  }

  /** What the maps are read off: the coarsest block, doubled and added to the next finer. */
  private NDArray finest(List<NDArray> after) {
    int last = READ.length - 1;
    NDArray sum = Convolutions.apply(after.get(READ[last]), sideways.get(last), null, 1);
    for (int i = last - 1; i >= 0; i--) {
      sum = doubled(sum).add(Convolutions.apply(after.get(READ[i]), sideways.get(i), null, 1));
    }
    return sum;
  }

  /** Each cell four times: twice as many rows and columns. */
  private static NDArray doubled(NDArray image) {
    Shape shape = image.getShape();
    long rows = shape.get(2);
    long columns = shape.get(3);
    return image
        .reshape(shape.get(0), shape.get(1), rows, 1, columns, 1)
        .broadcast(new Shape(shape.get(0), shape.get(1), rows, 2, columns, 2))
        .reshape(shape.get(0), shape.get(1), 2 * rows, 2 * columns);
  }

  /** Middle of each cell across and down, -1 to 1 [N, 2, MM]. */
  private static NDArray cells(NDArray like, long pictures, long side) {
    NDArray middles =
        like.getManager().arange((int) side).toType(DataType.FLOAT32, false).add(0.5f);
    NDArray line = middles.mul(2f / side).sub(1f);
    Shape square = new Shape(side, side);
    NDArray across = line.reshape(1, side).broadcast(square).reshape(1, side * side);
    NDArray down = line.reshape(side, 1).broadcast(square).reshape(1, side * side);
    return NDArrays.concat(new NDList(across, down), 0)
        .reshape(1, 2, side * side)
        .broadcast(new Shape(pictures, 2, side * side));
  }

  /** Body parameters of features [N, F]. */
  public BodyOutput decode(NDArray features) {
    return regressor.decode(features);
  }

  /**
   * Names every weight but the regressor's, with its shape.
   *
   * @param features F
   */
  public static void shapes(int features, BiConsumer<String, int[]> named) {
    layer("stem", 3, WIDTHS[0], 5, named);
    for (int i = 0; i + 1 < WIDTHS.length; i++) {
      String name = "blocks." + i;
      layer(name + ".first", WIDTHS[i], WIDTHS[i + 1], 3, named);
      layer(name + ".second", WIDTHS[i + 1], WIDTHS[i + 1], 3, named);
      if (stride(i) > 1) {
        layer(name + ".beside", WIDTHS[i], WIDTHS[i + 1], 1, named);
      }
    }
    for (int i : READ) {
      named.accept("sideways." + i + ".weight", new int[] {MAP_CHANNELS, WIDTHS[i + 1], 1, 1});
    }
    layer("merged", MAP_CHANNELS, MAP_CHANNELS, 3, named);
    named.accept("maps.weight", new int[] {JOINTS, MAP_CHANNELS, 1, 1});
    named.accept("parts.weight", new int[] {PART, MAP_CHANNELS, 1, 1});
    named.accept("joined.weight", new int[] {2 * features, JOINED});
    named.accept("joined.bias", new int[] {2 * features});
    named.accept("features.weight", new int[] {features, 2 * features});
    named.accept("features.bias", new int[] {features});
  }

  private static void layer(
      String name, int in, int out, int size, BiConsumer<String, int[]> named) {
    named.accept(name + ".weight", new int[] {out, in, size, size});
    named.accept(name + ".scale", new int[] {out});
    named.accept(name + ".shift", new int[] {out});
  }

  /** A convolution and its normalisation. */
  private static final class Layer {
    private final NDArray kernel;
    private final NDArray scale;
    private final NDArray shift;
    private final int stride;

    Layer(Parameters parameters, String name, int in, int out, int size, int stride) {
      this.kernel = parameters.get(name + ".weight", out, in, size, size);
      this.scale = parameters.get(name + ".scale", out);
      this.shift = parameters.get(name + ".shift", out);
      this.stride = stride;
    }

    NDArray apply(NDArray image) {
      NDArray made = Convolutions.apply(image, kernel, null, stride);
      Shape shape = made.getShape();
      long channels = shape.get(1);
      long numbers = GROUP * shape.get(2) * shape.get(3);
      NDArray grouped = made.reshape(shape.get(0), channels / GROUP, numbers);
      Shape last = new Shape(numbers);
      NDArray normal =
          LayerNorm.layerNorm(
                  grouped,
                  last,
                  image.getManager().ones(last),
                  image.getManager().zeros(last),
                  EPSILON)
              .singletonOrThrow();
      return normal
          .reshape(shape)
          .mul(scale.reshape(1, channels, 1, 1))
          .add(shift.reshape(1, channels, 1, 1));
    }

    NDArray rectified(NDArray image) {
      return Activation.relu(apply(image));
    }
  }

  /** Two layers, and what they read beside them. */
  private static final class Block {
    private final Layer first;
    private final Layer second;
    private final List<Layer> beside = new ArrayList<>();

    Block(Parameters parameters, int i) {
      String name = "blocks." + i;
      first = new Layer(parameters, name + ".first", WIDTHS[i], WIDTHS[i + 1], 3, stride(i));
      second = new Layer(parameters, name + ".second", WIDTHS[i + 1], WIDTHS[i + 1], 3, 1);
      if (stride(i) > 1) {
        beside.add(new Layer(parameters, name + ".beside", WIDTHS[i], WIDTHS[i + 1], 1, stride(i)));
      }
    }

    NDArray apply(NDArray image) {
      NDArray past = image;
      for (Layer layer : beside) {
        past = layer.apply(image);
      }
      return Activation.relu(second.apply(first.rectified(image)).add(past));
    }
  }

  /** Rows [N, 157] and maps of a batch of pixels, one after the other [N, 157 + 24 M M]. */
  public NDArray rows(NDArray pixels) {
    Looked looked = look(pixels);
    BodyOutput body = decode(looked.features());
    long pictures = pixels.getShape().get(0);
    return NDArrays.concat(
        new NDList(body.pose6d(), body.betas(), body.camera(), looked.maps().reshape(pictures, -1)),
        1);
  }

  /** How wide a bell a joint's map should have: its deviation, in cells. */
  private static final double BELL_CELLS = 0.7;

  /**
   * What the maps should be.
   *
   * @param joints where the joints are [N, 48], -1 to 1
   * @param side of a map
   * @return [N, 24 side side]; the cells of a joint sum to 1, or are 0 where it is outside the crop
   */
  public static FloatGrid bells(FloatGrid joints, int side) {
    int pictures = joints.size(0);
    int cells = side * side;
    float[] bells = new float[pictures * JOINTS * cells];
    for (int n = 0; n < pictures; n++) {
      for (int joint = 0; joint < JOINTS; joint++) {
        float across = joints.at(n, joint * 2);
        float down = joints.at(n, joint * 2 + 1);
        if (Math.abs(across) <= 1 && Math.abs(down) <= 1) {
          bell(bells, (n * JOINTS + joint) * cells, side, across, down);
        }
      }
    }
    return FloatGrid.owning(bells, pictures, JOINTS * cells);
  }

  private static void bell(float[] bells, int from, int side, float across, float down) {
    double x = (across + 1) * side / 2 - 0.5;
    double y = (down + 1) * side / 2 - 0.5;
    double sum = 0;
    for (int cell = 0; cell < side * side; cell++) {
      double right = cell % side - x;
      int row = cell / side;
      double below = row - y;
      double value = Math.exp(-(right * right + below * below) / (2 * BELL_CELLS * BELL_CELLS));
      bells[from + cell] = (float) value;
      sum += value;
    }
    for (int cell = 0; cell < side * side; cell++) {
      bells[from + cell] /= (float) sum;
    }
  }
}
