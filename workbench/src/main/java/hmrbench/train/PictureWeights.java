package hmrbench.train;

import hmrbench.core.FloatGrid;
import hmrbench.model.picture.PictureNetwork;
import hmrbench.scene.PictureBatch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Initial weights of a picture network: convolutions drawn so that the size of the signal stays the
 * same (K. He et al., Delving Deep into Rectifiers, 2015), a second layer of each block that adds
 * little at first, and the mean body of some pictures.
 */
final class PictureWeights {

  private static final float BLOCK_SHARE = 0.3f;

  /** First two columns, row by row, of the half turn about the axis across: y up to y down. */
  private static final float[] FACING = {1, 0, 0, -1, 0, 0};

  private PictureWeights() {}

  static Weights drawn(int features, int regressor, List<PictureBatch> some, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, FloatGrid> grids = new LinkedHashMap<>();
    PictureNetwork.shapes(features, (name, shape) -> grids.put(name, layer(name, shape, random)));
    Weights decoder =
        new InitialWeights(seed)
            .regressor(
                features,
                regressor,
                upright(mean(some.stream().map(PictureWeights::pose).toList())),
                mean(some.stream().map(PictureBatch::betas).toList()),
                mean(some.stream().map(PictureBatch::camera).toList()))
            .weights();
    decoder.names().forEach(name -> grids.put(name, decoder.floats(name)));
    return new Weights(grids);
  }

  /** A weight of a layer by its name: drawn, one or zero. */
  static FloatGrid layer(String name, int[] shape, SplittableRandom random) {
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    if (name.endsWith(".weight")) {
      double bound = Math.sqrt(6.0 * shape[0] / values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
    } else if (name.endsWith(".scale")) {
      Arrays.fill(values, name.contains(".second") ? BLOCK_SHARE : 1);
    }
    return FloatGrid.owning(values, shape);
  }

  /** The first two columns of each rotation, row by row [N, 144]. */
  private static FloatGrid pose(PictureBatch batch) {
    float[] six = new float[batch.size() * 144];
    for (int i = 0; i < six.length; i++) {
      int in = i % 144;
      six[i] = batch.rotations().at(i / 144, in / 6 * 9 + in % 6 / 2 * 3 + in % 2);
    }
    return FloatGrid.owning(six, batch.size(), 144);
  }

  /**
   * The mean pose with a pelvis that stands and faces the camera. People look in all directions:
   * the mean of their rotations is near 0, which is no rotation, and around which gradients of six
   * numbers have no bound.
   */
  private static FloatGrid upright(FloatGrid mean) {
    float[] pose = mean.toArray();
    System.arraycopy(FACING, 0, pose, 0, FACING.length);
    return FloatGrid.owning(pose, pose.length);
  }

  private static FloatGrid mean(List<FloatGrid> parts) {
    FloatGrid all = FloatGrid.stacked(parts);
    float[] mean = new float[all.size(1)];
    for (int column = 0; column < mean.length; column++) {
      double sum = 0;
      for (int row = 0; row < all.size(0); row++) {
        sum += all.at(row, column);
      }
      mean[column] = (float) (sum / all.size(0));
    }
    return FloatGrid.owning(mean, mean.length);
  }
}
