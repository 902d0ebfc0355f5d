package hmrbench.run.bench;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.ParallelWork;
import hmrbench.model.resnet.Hmr;
import hmrbench.model.resnet.ResNet50;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.BenchResult.Ratio;
import hmrbench.record.bench.Spread;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.UntrainedBackbone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How many images per second ResNet-50 turns into features, here and in torchvision, in turn on the
 * same machine: both with random weights, float32 and the same number of threads. Ours are workers
 * with a few images each, as in {@code video}; torchvision's threads work inside of its operations,
 * on as many images at a time as suits it better.
 */
public final class BackboneRace {

  /** Images of a round. */
  private static final int IMAGES = 16;

  private static final String UNIT = "images/s";
  private static final String OURS = "ResNet-50 on images";
  private static final String THEIRS = "torchvision, ResNet-50 on images";

  private final BenchOptions options;
  private final ComputeDevice device;
  private final Consumer<String> progress;

  /**
   * @param progress hears what is being measured
   */
  public BackboneRace(BenchOptions options, ComputeDevice device, Consumer<String> progress) {
    this.options = options;
    this.device = device;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param script of the peer, where one is to run
   * @throws Fault if the peer does not start
   */
  public BenchResult measure(Optional<Path> script) {
    TensorEngine.useThreadsPerOperation(1);
    HostShare host = HostShare.now();
    Map<String, String> setup = new TreeMap<>();
    Optional<Peer> peer = script.map(it -> Peer.start(it, options));
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    try (Hmr backbone = Hmr.of(UntrainedBackbone.drawn(options.seed()), "random weights", device)) {
      FloatGrid images = images(options.seed(), IMAGES);
      look(backbone, images);
      for (int round = 0; round < options.rounds(); round++) {
        long begin = System.nanoTime();
        look(backbone, images);
        ours.add(IMAGES * 1e9 / (System.nanoTime() - begin));
        peer.ifPresent(it -> theirs.add(it.imagesPerSecond()));
        progress.accept("backbone: round %d of %d".formatted(round + 1, options.rounds()));
      }
      setup.put("images at once", "" + backbone.imagesAtOnce());
    } finally {
      peer.ifPresent(Peer::close);
    }
    setup.put("images per round", "" + IMAGES);
    setup.put("workers that look at images", "" + options.threads());
    peer.ifPresent(it -> setup.put("torchvision", it.inWords(options.threads())));
    setup.putAll(host.since("images"));
    return BenchMachine.result(device, setup)
        .measured(List.of(), speeds(ours, theirs), ratios(ours, theirs));
  }

  private static List<Measure> speeds(List<Double> ours, List<Double> theirs) {
    return Stream.of(new Speed(OURS, ours), new Speed(THEIRS, theirs))
        .filter(speed -> !speed.values().isEmpty())
        .map(speed -> new Measure(speed.name(), UNIT, Spread.of(speed.values())))
        .toList();
  }

  private record Speed(String name, List<Double> values) {}

  private static List<Ratio> ratios(List<Double> ours, List<Double> theirs) {
    return theirs.isEmpty()
        ? List.of()
        : List.of(Ratio.of("ResNet-50 on images to torchvision", 1, ours, theirs));
  }

  /** torchvision's network, and how many images at a time suit it. */
  private record Peer(PythonPeer python, int atOnce) {

    private static final List<Integer> CANDIDATES = List.of(IMAGES, IMAGES / 4);

    static Peer start(Path script, BenchOptions options) {
      PythonPeer python = started(script, options);
      python.framesPerSecond(IMAGES, command(IMAGES));
      return CANDIDATES.stream()
          .map(atOnce -> new Peer(python, atOnce))
          .max(Comparator.comparingDouble(Peer::imagesPerSecond))
          .orElseThrow();
    }

    private static String command(int atOnce) {
      return "run %d %d".formatted(IMAGES, atOnce);
    }

    double imagesPerSecond() {
      return python.framesPerSecond(IMAGES, command(atOnce));
    }

    String inWords(int threads) {
      return "PyTorch %s, %d threads, %d images at once".formatted(python.torch(), threads, atOnce);
    }

    void close() {
      python.close();
    }
  }

  private void look(Hmr backbone, FloatGrid images) {
    int few = backbone.imagesAtOnce();
    ParallelWork.each(
        Collections.nCopies(options.threads(), backbone),
        (IMAGES + few - 1) / few,
        (network, part) ->
            network.features(images.rows(part * few, Math.min(IMAGES, (part + 1) * few))));
  }

  private static PythonPeer started(Path script, BenchOptions options) {
    return PythonPeer.start(PythonPeer.find(script), options, "")
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s does not start: the Python must have torchvision too; leave --peer out",
                    script));
  }

  /** Random images. */
  static FloatGrid images(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count * 3 * ResNet50.SIDE * ResNet50.SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (4 * random.nextDouble() - 2);
    }
    return FloatGrid.owning(values, count, 3, ResNet50.SIDE, ResNet50.SIDE);
  }
}
