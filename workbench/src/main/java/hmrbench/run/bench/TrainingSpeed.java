package hmrbench.run.bench;

import hmrbench.body.BodyModel;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.model.Models;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.BenchResult.Ratio;
import hmrbench.record.bench.Spread;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.TimedTraining;
import hmrbench.train.official.MadeUpLessons;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Steps per second of TCMR's and VIBE's trainings at published size: network, loss, gradients and
 * Adam, on made-up windows, in turn with a PyTorch program of the same on as many threads. The peer
 * poses whole meshes, as the official programs do; here only those vertices are posed that joints
 * are read from, which gives the same loss.
 */
public final class TrainingSpeed {

  private static final int REGRESSOR = 1024;
  private static final int ATTENTION = 256;
  private static final int BATCH = 32;
  private static final int STEPS = 2;
  private static final double RATE = 5e-5;
  private static final String UNIT = "steps/s";

  /** Architectures, and the ratio to the peer that is aimed at. */
  private static final Map<String, Double> NETWORKS =
      new TreeMap<>(Map.of("tcmr", 1.5, "vibe", 1.5));

  private final BenchOptions options;
  private final ComputeDevice device;
  private final Consumer<String> progress;
  private final Map<String, String> setup = new TreeMap<>();
  private final List<Measure> speeds = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();

  /**
   * @param progress hears what is being measured
   */
  public TrainingSpeed(BenchOptions options, ComputeDevice device, Consumer<String> progress) {
    this.options = options;
    this.device = device;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param script of the peer, where one is to run
   * @throws hmrbench.core.Fault if the peer does not start
   */
  public BenchResult measure(Optional<Path> script) {
    HostShare host = HostShare.now();
    int before = TensorEngine.threadsPerOperation();
    TensorEngine.useThreadsPerOperation(options.threads());
    BodyModel body = BenchBody.of(options.seed());
    try {
      Optional<Rival> rival = script.map(this::rival);
      NETWORKS.forEach((name, goal) -> race(name, goal, body, rival));
    } finally {
      TensorEngine.useThreadsPerOperation(before);
    }
    setup.put("windows per step", "" + batch());
    setup.put("threads", "" + options.threads());
    setup.put(
        "features, hidden, layers, window",
        "%d, %d, %d, %d"
            .formatted(options.features(), options.hidden(), options.layers(), options.window()));
    setup.putAll(host.since("steps"));
    return BenchMachine.result(device, setup).measured(List.of(), speeds, ratios);
  }

  private int batch() {
    return options.batch() > 0 ? options.batch() : BATCH;
  }

  /** Which Python runs which script, and with which kernels of OpenBLAS it is fastest. */
  private record Rival(PythonPeer.Place place, String kernel) {

    /** A process for each network, so that its memory is its own. */
    PythonPeer start(BenchOptions options) {
      return PythonPeer.start(place, options, kernel)
          .orElseThrow(
              () ->
                  Fault.running(
                      "the Python peer does not start; run `%s` by hand to see why",
                      place.script()));
    }
  }

  private Rival rival(Path script) {
    progress.accept("choosing the peer's BLAS kernel");
    double ours = Bench.matrices(options, device);
    PythonPeer.Place place = PythonPeer.find(script);
    PeerChoice.Kernel kernel = PeerChoice.kernel(place, options, ours);
    setup.put("peer's " + PythonPeer.KERNEL, kernel.words());
    setup.put("peer's matrix products", gigaflops(kernel.gigaflops()));
    setup.put("matrix products", gigaflops(ours));
    return new Rival(place, kernel.name());
  }

  private void race(String name, double goal, BodyModel body, Optional<Rival> rival) {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    String command = "%s %d %d".formatted(name, STEPS, batch());
    Optional<PythonPeer> peer = rival.map(it -> it.start(options));
    double peak = 0;
    ModelConfig.Network model =
        Models.all().named(name).network(name, List.of(), Map.of("window", options.window()));
    try (TimedTraining training =
        new TimedTraining(
            model,
            new TrainingConfig.Sizes(options.hidden(), options.layers(), REGRESSOR, ATTENTION, 1),
            new MadeUpLessons(body, options.features()),
            batch(),
            options.seed(),
            device)) {
      for (int round = 0; round <= options.rounds(); round++) {
        progress.accept("train: %s, round %d of %d".formatted(name, round, options.rounds()));
        double here = training.stepsPerSecond(STEPS, RATE);
        Optional<Map<String, Double>> said =
            peer.map(it -> it.numbers(command, rival.orElseThrow().place().script()));
        if (round > 0) { // The first warms up.
          ours.add(here);
          said.ifPresent(it -> theirs.add(STEPS / it.getOrDefault("seconds", Double.NaN)));
        }
        peak = peer.map(PythonPeer::peakMebibytes).orElse(peak);
      }
    } finally {
      peer.ifPresent(PythonPeer::close);
    }
    // All networks are trained in this process, and its peak does not come down again.
    setup.put(
        "most memory of this program up to %s, MiB".formatted(name),
        mebibytes(ChildProgram.peakMebibytes(ProcessHandle.current().pid())));
    speeds.add(new Measure(name + ", training", UNIT, Spread.of(ours)));
    if (!theirs.isEmpty()) {
      speeds.add(new Measure(name + ", training in PyTorch", UNIT, Spread.of(theirs)));
      ratios.add(Ratio.of(name + ", training, to PyTorch with whole meshes", goal, ours, theirs));
      setup.put("most memory of PyTorch with %s, MiB".formatted(name), mebibytes(peak));
      setup.put("PyTorch of the peer", peer.orElseThrow().torch());
    }
  }

  private static String gigaflops(double value) {
    return String.format(Locale.ROOT, "%.0f GFLOP/s", value);
  }

  private static String mebibytes(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
