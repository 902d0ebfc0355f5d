package hmrbench.run.bench;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.model.NetworkPredictor;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.BenchResult.Ratio;
import hmrbench.record.bench.Spread;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.MatrixSpeed;
import hmrbench.tensor.TensorEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Measures the pipeline stage by stage and, where asked for, against the plain network and against
 * PyTorch: one run of each per round, in turn, so that whatever else the machine does meanwhile
 * slows all of them.
 */
public final class Bench {

  /** Frames that the official pipeline gets per round; it is slow, and its speed is per frame. */
  private static final int OFFICIAL_FRAMES = 200;

  /** Frames that a network alone gets per round. */
  private static final int NETWORK_FRAMES = 1000;

  private static final double OFFICIAL_GOAL = 4;
  private static final double NETWORK_GOAL = 1.8;

  private static final double MATRIX_SECONDS = 0.5;

  private final BenchOptions options;
  private final ComputeDevice device;
  private final Consumer<String> progress;
  private final Map<String, List<Double>> stages = new LinkedHashMap<>();
  private final Map<String, List<Double>> speeds = new LinkedHashMap<>();
  private final Map<String, String> setup = new TreeMap<>();

  /**
   * @param progress hears what is being measured
   */
  public Bench(BenchOptions options, ComputeDevice device, Consumer<String> progress) {
    this.options = options;
    this.device = device;
    this.progress = progress;
    setup.put("frames of the pipeline", "" + options.frames());
    setup.put("features, hidden, layers, window", sizes());
    setup.put("rounds", "" + options.rounds());
    setup.put("threads", "" + options.threads());
    setup.put("seed of weights and data", "" + options.seed());
  }

  private String sizes() {
    return "%d, %d, %d, %d"
        .formatted(options.features(), options.hidden(), options.layers(), options.window());
  }

  /**
   * Measures.
   *
   * @param folder for what the runs write
   * @param report makes the report of a run folder
   * @param peer the script of the peer; without one only this program is measured
   * @throws Fault if there is no Python for the peer
   */
  public BenchResult measure(Path folder, Consumer<Path> report, Optional<Path> peer) {
    HostShare host = HostShare.now();
    TensorEngine.useThreadsPerOperation(1);
    Optional<PythonPeer.Place> place = peer.map(PythonPeer::find);
    progress.accept("making weights and data");
    try (BenchScene scene = new BenchScene(options, folder, device)) {
      setup.put("windows per batch", "" + scene.network().batch());
      Optional<PeerChoice> choice = place.map(this::choose);
      try {
        measure(scene, new Pipeline(scene, folder, options.threads(), report), choice);
      } finally {
        choice.ifPresent(chosen -> chosen.peer().close());
      }
    }
    setup.putAll(host.since("stages and ratios"));
    return BenchMachine.result(device, setup)
        .measured(measures(stages, "frames/s"), speeds(), ratios());
  }

  private PeerChoice choose(PythonPeer.Place place) {
    progress.accept("choosing the peer's BLAS kernel and batch size");
    PeerChoice choice = PeerChoice.best(place, options, matrices(options, device));
    setup.put("peer", "PyTorch %s, %d threads".formatted(choice.peer().torch(), options.threads()));
    setup.put("peer's " + PythonPeer.KERNEL, choice.kernel().words());
    setup.put("peer's windows per batch", "" + choice.batch());
    setup.put("frames per round of the official pipeline", "" + OFFICIAL_FRAMES);
    setup.put("frames per round of a network alone", "" + NETWORK_FRAMES);
    add(speeds, Speed.PEER_GEMM, choice.kernel().gigaflops());
    return choice;
  }

  private void measure(BenchScene scene, Pipeline pipeline, Optional<PeerChoice> choice) {
    NetworkPredictor plain = scene.network().plainly();
    List<Clip> clips =
        IntStream.range(
                0, Math.max(1, Math.min(NETWORK_FRAMES, options.frames()) / BenchData.SEQUENCE))
            .mapToObj(i -> scene.data().clip(i, BenchData.FRAMES_PER_SECOND))
            .toList();
    try (NetworkRace fast = new NetworkRace(scene.network(), options.threads());
        NetworkRace reference = new NetworkRace(plain, options.threads())) {
      progress.accept("warming up");
      fast.framesPerSecond(clips.subList(0, 1));
      reference.framesPerSecond(clips.subList(0, 1));
      for (int round = 0; round < options.rounds(); round++) {
        progress.accept("round %d of %d".formatted(round + 1, options.rounds()));
        Pipeline.Outcome outcome = pipeline.run(options.frames());
        outcome.stages().forEach((stage, rate) -> add(stages, stage, rate));
        add(speeds, Speed.PIPELINE, outcome.framesPerSecond());
        choice.ifPresent(chosen -> askOfficial(chosen.peer()));
        add(speeds, Speed.NETWORK, fast.framesPerSecond(clips));
        choice.ifPresent(this::askNetwork);
        add(speeds, Speed.PLAIN, reference.framesPerSecond(halves(clips)));
        add(speeds, Speed.GEMM, matrices(options, device));
      }
    }
  }

  /** The first clip cut in two: the plain path is slow, and its speed is per frame. */
  private static List<Clip> halves(List<Clip> clips) {
    Clip first = clips.get(0);
    int middle = first.frames() / 2;
    return List.of(
        first.frames(IntStream.range(0, middle).toArray()),
        first.frames(IntStream.range(middle, first.frames()).toArray()));
  }

  private void askOfficial(PythonPeer peer) {
    add(
        speeds,
        Speed.PEER_OFFICIAL,
        peer.framesPerSecond(OFFICIAL_FRAMES, "official " + OFFICIAL_FRAMES));
  }

  private void askNetwork(PeerChoice chosen) {
    add(
        speeds,
        Speed.PEER_NETWORK,
        chosen
            .peer()
            .framesPerSecond(
                NETWORK_FRAMES, "network %d %d".formatted(NETWORK_FRAMES, chosen.batch())));
  }

  /** What matrix products of the shape of a GRU step reach, in GFLOP/s. */
  static double matrices(BenchOptions options, ComputeDevice device) {
    return MatrixSpeed.gigaflops(
        device, 512, options.hidden(), 3 * options.hidden(), options.threads(), MATRIX_SECONDS);
  }

  /** What the runs are called. */
  private static final class Speed {
    static final String PIPELINE = "pipeline";
    static final String NETWORK = "network, fast path";
    static final String PLAIN = "network, plain path";
    static final String GEMM = "matrix products";
    static final String PEER_OFFICIAL = "PyTorch, official pipeline";
    static final String PEER_NETWORK = "PyTorch, network at its best";
    static final String PEER_GEMM = "PyTorch, matrix products";
  }

  private static void add(Map<String, List<Double>> map, String name, double value) {
    map.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
  }

  private List<Measure> speeds() {
    return measures(speeds, "frames/s").stream()
        .map(
            it ->
                it.name().endsWith(Speed.GEMM)
                    ? new Measure(it.name(), "GFLOP/s", it.spread())
                    : it)
        .toList();
  }

  private static List<Measure> measures(Map<String, List<Double>> values, String unit) {
    return values.entrySet().stream()
        .map(it -> new Measure(it.getKey(), unit, Spread.of(it.getValue())))
        .toList();
  }

  private List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    ratio("pipeline to the official pipeline", OFFICIAL_GOAL, Speed.PIPELINE, Speed.PEER_OFFICIAL)
        .ifPresent(ratios::add);
    ratio("network to PyTorch at its best", NETWORK_GOAL, Speed.NETWORK, Speed.PEER_NETWORK)
        .ifPresent(ratios::add);
    ratio("fast path to plain path", 1, Speed.NETWORK, Speed.PLAIN).ifPresent(ratios::add);
    return ratios;
  }

  private Optional<Ratio> ratio(String name, double goal, String ours, String theirs) {
    List<Double> a = speeds.getOrDefault(ours, List.of());
    List<Double> b = speeds.getOrDefault(theirs, List.of());
    if (a.isEmpty() || a.size() != b.size()) {
      return Optional.empty();
    }
    return Optional.of(Ratio.of(name, goal, a, b));
  }
}
