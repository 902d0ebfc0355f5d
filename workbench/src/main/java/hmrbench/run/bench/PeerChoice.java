package hmrbench.run.bench;

import hmrbench.core.Fault;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The peer at its best: the fastest BLAS kernel for the product of a GRU step, then the fastest
 * batch size of the network.
 *
 * @param batch windows per batch
 */
record PeerChoice(PythonPeer peer, Kernel kernel, int batch) {

  private static final List<String> KERNELS = List.of("", "SKYLAKEX", "HASWELL", "SAPPHIRERAPIDS");

  private static final List<Integer> BATCHES = List.of(64, 128, 256, 512);

  /** A peer whose matrix products are slower than this share of ours has no BLAS to speak of. */
  private static final double LEAST_SHARE = 0.1;

  /**
   * Chooses.
   *
   * @param ours what our own matrix products reach, in GFLOP/s
   * @throws Fault if the peer computes without an optimised BLAS: what one is faster by then would
   *     say nothing
   */
  static PeerChoice best(PythonPeer.Place place, BenchOptions options, double ours) {
    Kernel best = kernel(place, options, ours);
    PythonPeer peer =
        PythonPeer.start(place, options, best.name())
            .orElseThrow(() -> Fault.running("%s does not start", place.script()));
    int batch = 0;
    double fastest = 0;
    for (int candidate : BATCHES) {
      int frames = Math.max(BATCHES.get(2), candidate);
      double rate = peer.framesPerSecond(frames, "network %d %d".formatted(frames, candidate));
      if (rate > fastest) {
        fastest = rate;
        batch = candidate;
      }
    }
    return new PeerChoice(peer, best, batch);
  }

  /**
   * A kernel of OpenBLAS.
   *
   * @param name empty for the one that it picks itself
   * @param gigaflops that it reaches
   */
  record Kernel(String name, double gigaflops) {

    /** In words. */
    String words() {
      return name.isEmpty() ? "its own choice" : name;
    }
  }

  /**
   * The fastest kernel of a script that answers {@code gemm}.
   *
   * @param ours what our own matrix products reach, in GFLOP/s
   * @throws Fault if the peer computes without an optimised BLAS
   */
  static Kernel kernel(PythonPeer.Place place, BenchOptions options, double ours) {
    Kernel fastest =
        KERNELS.stream()
            .map(name -> new Kernel(name, gigaflops(place, options, name)))
            .max(Comparator.comparingDouble(Kernel::gigaflops))
            .orElseThrow();
    if (fastest.gigaflops() < LEAST_SHARE * ours) {
      throw Fault.asked(
          "%s: matrix products of its PyTorch reach %.1f GFLOP/s, ours %.1f: it computes without an"
              + " optimised BLAS, against which no ratio means anything; install one (Debian:"
              + " libopenblas0-pthread), or name another Python in HMRBENCH_PYTHON",
          place.python(), fastest.gigaflops(), ours);
    }
    return fastest;
  }

  /** 0 where the process does not live with this kernel. */
  private static double gigaflops(PythonPeer.Place place, BenchOptions options, String kernel) {
    Optional<PythonPeer> started = PythonPeer.start(place, options, kernel);
    if (started.isEmpty()) {
      return 0;
    }
    try (PythonPeer peer = started.get()) {
      peer.ask("gemm", "gflops");
      return peer.ask("gemm", "gflops");
    } catch (IOException e) {
      return 0;
    }
  }
}
