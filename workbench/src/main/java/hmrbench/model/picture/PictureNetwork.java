package hmrbench.model.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import hmrbench.core.FloatGrid;
import hmrbench.model.BodyOutput;
import hmrbench.model.spin.Regressor;
import hmrbench.tensor.Convolutions;
import hmrbench.tensor.KeptNumbers;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.PictureOperations;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

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
  private static final List<Integer> WIDTHS = List.of(32, 64, 96, 192, 192);

  private static final int JOINTS = 24;

  /** Channels of what the maps are read off: block 0, 1 and 3, at the size of block 0. */
  private static final int MAP_CHANNELS = 64;

  /** Blocks that the maps are read off, each half as fine as the one before. */
  private static final List<Integer> READ = List.of(0, 1, 3);

  private static final ResidualBlocks.Widths TRUNK =
      new ResidualBlocks.Widths("stem", WIDTHS, READ, MAP_CHANNELS);

  /** Numbers on the surroundings of a joint, beside its place across and down. */
  private static final int PART = 16;

  /** Numbers that are read off the maps, of all joints. */
  private static final int AT_JOINTS = JOINTS * (PART + 2);

  private final ResidualBlocks trunk;
  private final PictureLayer merged;
  private final NDArray maps;
  private final NDArray parts;
  private final Linear joined;
  private final Linear features;
  private final Regressor regressor;

  private PictureNetwork(Parameters parameters, NetworkPrecision precision) {
    trunk = new ResidualBlocks(TRUNK, parameters, precision);
    merged = new PictureLayer(parameters, "merged", MAP_CHANNELS, MAP_CHANNELS, 3, 1);
    maps = parameters.get("maps.weight", JOINTS, MAP_CHANNELS, 1, 1);
    parts = parameters.get("parts.weight", PART, MAP_CHANNELS, 1, 1);
    joined = Linear.of(parameters, "joined", Parameters.ANY, trunk.channels() + AT_JOINTS);
    features = Linear.of(parameters, "features", Parameters.ANY, joined.out());
    regressor = Regressor.of(parameters, "regressor.");
  }

  /** Takes its weights by their names. */
  public static PictureNetwork of(Parameters parameters) {
    return of(parameters, NetworkPrecision.FLOAT32);
  }

  /**
   * The same in training.
   *
   * @param precision of the residual blocks and of what is read off them
   */
  public static PictureNetwork of(Parameters parameters, NetworkPrecision precision) {
    return new PictureNetwork(parameters, precision);
  }

  /**
   * Whether a weight is the kernel of a convolution between hidden layers. What comes after takes
   * its scale out, so that steps of one length suit all of them.
   */
  public static boolean isHiddenKernel(String name) {
    return name.endsWith(".weight")
        && Stream.of("blocks.", "sideways.", "merged.").anyMatch(name::startsWith);
  }

  /**
   * What it sees in pictures.
   *
   * @param features [N, F]
   * @param maps how likely each joint is in each cell [N, 24, M, M]; the cells of a joint sum to 1
   */
  public record Looked(NDArray features, NDArray maps) {}

  /** Length of a feature, F. */
  public int featureSize() {
    return Math.toIntExact(features.out());
  }

  /** Features [N, F] and maps [N, 24, M, M] of pictures [N, 3, S, S]. */
  public Looked look(NDArray pixels) {
    ResidualBlocks.Seen seen = trunk.see(pixels);
    NDArray both = PictureOperations.float32(merged.rectified(seen.finest()));
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
    NDArray whole =
        PictureOperations.float32(seen.last())
            .reshape(pictures, trunk.channels(), -1)
            .mean(new int[] {2});
    NDArray all = NDArrays.concat(new NDList(whole, atJoints.reshape(pictures, -1)), 1);
    NDArray made = features.apply(Activation.relu(joined.apply(all)));
    return new Looked(made, likely.reshape(pictures, JOINTS, side, side));
  }

  /** Middle of each cell across and down, -1 to 1 [N, 2, MM]. */
  private static NDArray cells(NDArray like, long pictures, long side) {
    NDArray middles =
        like.getManager().arange((int) side).toType(DataType.FLOAT32, false).add(0.5f);
    NDArray line = KeptNumbers.times(middles, 2f / side).sub(1f);
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
    TRUNK.shapes(named);
    PictureLayer.shapes("merged", MAP_CHANNELS, MAP_CHANNELS, 3, named);
    named.accept("maps.weight", new int[] {JOINTS, MAP_CHANNELS, 1, 1});
    named.accept("parts.weight", new int[] {PART, MAP_CHANNELS, 1, 1});
    named.accept(
        "joined.weight", new int[] {2 * features, WIDTHS.get(WIDTHS.size() - 1) + AT_JOINTS});
    named.accept("joined.bias", new int[] {2 * features});
    named.accept("features.weight", new int[] {features, 2 * features});
    named.accept("features.bias", new int[] {features});
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
    double[] columns = line((across + 1) * side / 2 - 0.5, side);
    double[] rows = line((down + 1) * side / 2 - 0.5, side);
    for (int cell = 0; cell < side * side; cell++) {
      bells[from + cell] = (float) (columns[cell % side] * rows[cell / side]);
    }
  }

  /** A bell in one dimension, whose cells sum to 1. */
  private static double[] line(double middle, int side) {
    double[] line = new double[side];
    double sum = 0;
    for (int cell = 0; cell < side; cell++) {
      double off = (cell - middle) / BELL_CELLS;
      line[cell] = Math.exp(-off * off / 2);
      sum += line[cell];
    }
    for (int cell = 0; cell < side; cell++) {
      line[cell] /= sum;
    }
    return line;
  }
}
