package hmrbench.run.bench;

import hmrbench.core.Clip;
import hmrbench.model.NetworkPredictor;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * By how much this process grows while a network runs one batch, beside the estimate. It wants a
 * process of its own, since an allocator keeps what it once had.
 *
 * <pre>
 * java -Xms512m -Xmx512m -XX:+AlwaysPreTouch -cp ... \
 *   hmrbench.run.bench.BatchMemory HIDDEN WINDOW BATCH...
 * </pre>
 *
 * One line per batch, in growing order: windows, estimated bytes, bytes of what the frames share,
 * measured bytes.
 */
public final class BatchMemory {

  /** Growth of the process is told by Linux alone. */
  static final Path RESET = Path.of("/proc/self/clear_refs");

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Directions of TCMR's three branches: two, one and one. */
  private static final long DIRECTIONS = 4;

  private BatchMemory() {}

  /** Measures. */
  public static void main(String[] args) throws IOException {
    int hidden = Integer.parseInt(args[0]);
    int window = Integer.parseInt(args[1]);
    BenchOptions options = new BenchOptions(5000, 2048, hidden, 2, window, 0, 1, 1, 1);
    TensorEngine.useThreadsPerOperation(1);
    try (NetworkPredictor network = BenchScene.network(options, ComputeDevice.CPU)) {
      run(network, CostModel.clip(options, 2 * window));
      for (int i = 2; i < args.length; i++) {
        measure(network.withBatch(Integer.parseInt(args[i])), options);
      }
    }
  }

  private static void measure(NetworkPredictor network, BenchOptions options) throws IOException {
    int frames = network.batch() + options.window() - 1;
    Clip clip = CostModel.clip(options, frames);
    System.gc();
    long before = bytes("VmRSS:");
    Files.writeString(RESET, "5");
    run(network, clip);
    long shared =
        (long) Float.BYTES * frames * (options.features() + DIRECTIONS * 3 * options.hidden());
    System.out.printf(
        "%d %d %d %d%n", network.batch(), network.batchBytes(), shared, bytes("VmHWM:") - before);
  }

  private static void run(NetworkPredictor network, Clip clip) {
    try (NetworkRace race = new NetworkRace(network, 1)) {
      race.framesPerSecond(List.of(clip));
    }
  }

  private static long bytes(String key) throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(key)) {
        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IllegalStateException(STATUS + " has no " + key);
  }
}
