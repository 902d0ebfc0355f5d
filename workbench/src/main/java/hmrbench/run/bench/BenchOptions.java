package hmrbench.run.bench;

/**
 * What to measure.
 *
 * @param frames of the whole pipeline
 * @param features per frame, F
 * @param hidden size of a state, H
 * @param layers of each GRU
 * @param window frames per window, T
 * @param batch windows per batch; 0 to let the program choose
 * @param rounds how often each thing is measured
 * @param threads that compute, here and in the peer
 * @param seed of weights and data
 */
public record BenchOptions(
    int frames,
    int features,
    int hidden,
    int layers,
    int window,
    int batch,
    int rounds,
    int threads,
    long seed) {

  public BenchOptions {
    atLeast("frames", frames, 2 * window);
    atLeast("features", features, 1);
    atLeast("hidden", hidden, 1);
    atLeast("layers", layers, 1);
    atLeast("window", window, 3);
    atLeast("batch", batch, 0);
    atLeast("rounds", rounds, 1);
    atLeast("threads", threads, 1);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw hmrbench.core.Fault.asked("--%s must be at least %d, got %d", name, least, value);
    }
  }

  /** The same network at another size. */
  BenchOptions sized(int otherWindow, int otherHidden) {
    return new BenchOptions(
        frames, features, otherHidden, layers, otherWindow, batch, rounds, threads, seed);
  }
}
