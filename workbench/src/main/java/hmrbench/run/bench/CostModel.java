package hmrbench.run.bench;

import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.model.NetworkPredictor;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Cost;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Speed of the network on one thread against batch size, window length and hidden size. */
public final class CostModel {

  /** Beside the batch that was asked for or fits. */
  private static final List<Integer> BATCHES = List.of(8, 32, 128);

  /** Divisors of the hidden size that was asked for, beside itself. */
  private static final List<Integer> SHARES = List.of(4, 2);

  private static final int FEWEST_WINDOWS = 96;
  private static final double MEBIBYTE = 1L << 20;

  private final BenchOptions options;
  private final ComputeDevice device;
  private final Consumer<String> progress;

  /**
   * @param progress hears what is being measured
   */
  public CostModel(BenchOptions options, ComputeDevice device, Consumer<String> progress) {
    this.options = options;
    this.device = device;
    this.progress = progress;
  }

  /** Measures. */
  public BenchResult measure() {
    TensorEngine.useThreadsPerOperation(1);
    Cost base = cost("batch", options, options.batch());
    List<Cost> costs = new ArrayList<>();
    for (int batch : BATCHES) {
      costs.add(cost("batch", options, batch));
    }
    costs.add(base);
    for (int times : List.of(1, 4)) {
      int window = Math.max(3, options.window() * times / 2);
      costs.add(cost("window", options.sized(window, options.hidden()), options.batch()));
    }
    costs.add(base.varying("window"));
    for (int share : SHARES) {
      int hidden = Math.max(1, options.hidden() / share);
      costs.add(cost("hidden", options.sized(options.window(), hidden), options.batch()));
    }
    costs.add(base.varying("hidden"));
    return BenchMachine.result(device, Map.of()).costs(costs);
  }

  /**
   * @param batch windows; 0 to let the program choose
   */
  private Cost cost(String what, BenchOptions size, int batch) {
    progress.accept("cost: %s of %d, %d, %d".formatted(what, batch, size.window(), size.hidden()));
    try (NetworkPredictor opened = BenchScene.network(size, device)) {
      NetworkPredictor network = batch > 0 ? opened.withBatch(batch) : opened;
      int frames = Math.max(FEWEST_WINDOWS, network.batch());
      try (NetworkRace race = new NetworkRace(network, 1)) {
        race.framesPerSecond(List.of(clip(size, FEWEST_WINDOWS)));
        double rate = race.framesPerSecond(List.of(clip(size, frames)));
        return new Cost(
            what,
            network.batch(),
            size.window(),
            size.hidden(),
            rate,
            rate * operations(size) / 1e9,
            network.batchBytes() / MEBIBYTE);
      }
    }
  }

  /** Features without a meaning and a truth at the origin. */
  static Clip clip(BenchOptions size, int frames) {
    SplittableRandom random = new SplittableRandom(size.seed());
    float[] values = new float[frames * size.features()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return Clip.ofFeatures(
        "made-up",
        BenchData.FRAMES_PER_SECOND,
        FloatGrid.owning(values, frames, size.features()),
        JointSet.COMMON14);
  }

  /** Operations of the fast path's recurrent products per frame; all else is less than a tenth. */
  private static double operations(BenchOptions size) {
    int middle = size.window() / 2;
    return branch(size, 2, size.window(), middle)
        + branch(size, 1, middle, middle - 1)
        + branch(size, 1, size.window() - middle - 1, size.window() - middle - 2);
  }

  /**
   * Operations of one branch.
   *
   * @param ways directions, 1 or 2
   * @param steps frames that it reads
   * @param read the step at which its answer is read
   */
  private static double branch(BenchOptions size, int ways, int steps, int read) {
    double product = 2.0 * 3 * size.hidden();
    double sum = ways * product * size.features(); // once per frame
    for (int layer = 0; layer < size.layers(); layer++) {
      boolean isTop = layer == size.layers() - 1;
      int forward = isTop ? read + 1 : steps;
      int backward = ways == 1 ? 0 : isTop ? steps - read : steps;
      int inputs = layer == 0 ? 0 : forward + backward;
      int states = forward + backward - ways; // none before a first step
      sum += product * size.hidden() * (states + (double) ways * inputs);
    }
    return sum;
  }
}
