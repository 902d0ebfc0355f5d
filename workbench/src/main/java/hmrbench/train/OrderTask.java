package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.config.PretextRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.tensor.KeptNumbers;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * In which order the shuffled pieces of a clip were: K windows of T frames, between which frames
 * are left out. The encoder looks at each piece by itself; the head says how well one piece goes on
 * where another ends, and the likeliest of the K! orders is the one whose neighbours fit best. All
 * orders are drawn equally often, so chance is right once in K!.
 *
 * <ul>
 *   <li>B = clips in the batch, D = numbers that the head reads of a window, E = 64
 *   <li>answers [B, K!]: of an order the sum of {@code leaving(a) . arriving(b) / 8} over its
 *       neighbours a and b
 *   <li>weights: {@code pretext.head.leaving} and {@code pretext.head.arriving} [E, D]
 * </ul>
 *
 * <p>After Misra et al., Shuffle and Learn, ECCV 2016, and Lee et al., Unsupervised Representation
 * Learning by Sorting Sequences, ICCV 2017, of frames, and Xu et al., Self-supervised
 * Spatiotemporal Learning via Video Clip Order Prediction, CVPR 2019, of clips with gaps. Those
 * compare pairs, too, in layers that also decide.
 */
final class OrderTask implements PretextTask {

  private static final String LEAVING = PretextLearner.HEAD + ".leaving";
  private static final String ARRIVING = PretextLearner.HEAD + ".arriving";
  private static final int COMPARED = 64;

  private final int pieces;
  private final int frames;
  private final int apart;

  /** Every order of the pieces: of each, in time, the place where it is shown. */
  private final List<int[]> orders;

  /**
   * @param frames per window, T
   */
  OrderTask(PretextRecipe.Order asked, int frames) {
    this.pieces = asked.pieces();
    this.frames = frames;
    this.apart = asked.apart();
    this.orders = orders(pieces);
  }

  /** All orders of 0 to {@code count - 1}, as in a dictionary. */
  static List<int[]> orders(int count) {
    List<int[]> orders = new ArrayList<>();
    addOrders(new int[count], 0, 0, orders);
    return orders;
  }

  /**
   * Adds those that begin like {@code order}.
   *
   * @param taken bit by bit, which are in it
   */
  private static void addOrders(int[] order, int length, int taken, List<int[]> orders) {
    if (length == order.length) {
      orders.add(order.clone());
      return;
    }
    for (int next = 0; next < order.length; next++) {
      if ((taken & 1 << next) == 0) {
        order[length] = next;
        addOrders(order, length + 1, taken | 1 << next, orders);
      }
    }
  }

  @Override
  public int spannedFrames() {
    return pieces * frames + (pieces - 1) * apart;
  }

  @Override
  public PretextBatch draw(FeatureClips clips, SplittableRandom random, int count) {
    int size = clips.featureSize();
    float[] features = new float[count * pieces * frames * size];
    float[] truth = new float[count * orders.size()];
    for (int b = 0; b < count; b++) {
      FloatGrid clip = clips.clip(random.nextInt(clips.size()));
      int start = random.nextInt(clip.size(0) - spannedFrames() + 1);
      int drawn = random.nextInt(orders.size());
      for (int piece = 0; piece < pieces; piece++) {
        int from = start + piece * (frames + apart);
        int to = (b * pieces + orders.get(drawn)[piece]) * frames;
        clip.copyTo(from * size, features, to * size, frames * size);
      }
      truth[b * orders.size() + drawn] = 1;
    }
    return new PretextBatch(
        FloatGrid.owning(features, count * pieces, frames, size),
        FloatGrid.owning(truth, count, orders.size()));
  }

  @Override
  public void addHead(InitialWeights weights, int read) {
    weights.linear(LEAVING, COMPARED, read).linear(ARRIVING, COMPARED, read);
  }

  @Override
  public Head head(Parameters parameters) {
    Linear leaving = Linear.of(parameters, LEAVING, COMPARED, Parameters.ANY);
    Linear arriving = Linear.of(parameters, ARRIVING, COMPARED, Parameters.ANY);
    return read -> {
      NDArray ends = leaving.apply(read).reshape(-1, pieces, COMPARED); // [B, K, E]
      NDArray begins = arriving.apply(read).reshape(-1, pieces, COMPARED).swapAxes(1, 2);
      NDArray fits = KeptNumbers.over(ends.batchMatMul(begins), Math.sqrt(COMPARED)); // [B, K, K]
      return fits.reshape(-1, (long) pieces * pieces).matMul(neighbours(read.getManager()));
    };
  }

  /** Which pairs of places follow each other in an order: [K K, K!], zeros and ones. */
  private NDArray neighbours(NDManager manager) {
    float[] values = new float[pieces * pieces * orders.size()];
    for (int o = 0; o < orders.size(); o++) {
      int[] order = orders.get(o);
      for (int i = 1; i < pieces; i++) {
        values[(order[i - 1] * pieces + order[i]) * orders.size() + o] = 1;
      }
    }
    return manager.create(values, new Shape((long) pieces * pieces, orders.size()));
  }

  /** The cross entropy, in nats. */
  @Override
  public Graded grade(FloatGrid answers, FloatGrid truth) {
    int rows = answers.size(0);
    int count = orders.size();
    float[] gradient = new float[rows * count];
    double loss = 0;
    for (int b = 0; b < rows; b++) {
      double most = answers.at(b, best(answers, b));
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += Math.exp(answers.at(b, i) - most);
      }
      for (int i = 0; i < count; i++) {
        double logit = answers.at(b, i) - most;
        loss += truth.at(b, i) * (Math.log(sum) - logit) / rows;
        gradient[b * count + i] = (float) ((Math.exp(logit) / sum - truth.at(b, i)) / rows);
      }
    }
    return new Graded(loss, FloatGrid.owning(gradient, rows, count));
  }

  private static int best(FloatGrid rows, int row) {
    int best = 0;
    for (int i = 1; i < rows.size(1); i++) {
      if (rows.at(row, i) > rows.at(row, best)) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public Map<String, Double> score(FloatGrid answers, PretextBatch batch) {
    int rows = answers.size(0);
    int right = 0;
    int reversed = 0;
    int byDistance = 0;
    for (int b = 0; b < rows; b++) {
      int[] said = orders.get(best(answers, b));
      int[] order = orders.get(best(batch.truth(), b));
      right += said == order ? 1 : 0;
      reversed += isReversal(said, order) ? 1 : 0;
      byDistance += shortest(batch.windows(), b) == order ? 1 : 0;
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", grade(answers, batch.truth()).loss());
    scores.put("order_percent", 100.0 * right / rows);
    scores.put("order_or_reversal_percent", 100.0 * (right + reversed) / rows);
    scores.put("order_by_distance_percent", 100.0 * byDistance / rows);
    return scores;
  }

  /** Whether one is the other backwards. */
  private boolean isReversal(int[] one, int[] other) {
    for (int i = 0; i < pieces; i++) {
      if (one[i] != other[pieces - 1 - i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The naive answer: the order in which the pieces make the shortest way, by the squared distances
   * from the last frame of one to the first frame of the next.
   */
  private int[] shortest(FloatGrid windows, int row) {
    double[][] squares = new double[pieces][pieces];
    for (int from = 0; from < pieces; from++) {
      for (int to = 0; to < pieces; to++) {
        for (int i = 0; i < windows.size(2); i++) {
          double step =
              windows.at(row * pieces + to, 0, i) - windows.at(row * pieces + from, frames - 1, i);
          squares[from][to] += step * step;
        }
      }
    }
    int[] best = orders.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (int[] order : orders) {
      double length = 0;
      for (int i = 1; i < pieces; i++) {
        length += squares[order[i - 1]][order[i]];
      }
      if (length < least) {
        least = length;
        best = order;
      }
    }
    return best;
  }
}
